import type { ActKind } from '../domain/act.ts';
import { eachLanguage } from '../domain/by-language.ts';
import type { Policy } from '../domain/policy.ts';
import type { PolicyText } from '../domain/policy-text.ts';
import type { Language } from '../domain/report.ts';
import { LANGUAGES } from '../words/languages.ts';
import { type LetterFacts, plainValues } from './values.ts';
import { fill } from './wording.ts';

/** A sentence of the policy with its places filled in for one report. */
export type ReadySentence = { code: string; title: PolicyText; text: Record<Language, string> };

/** What the form of an act offers for its note, in the order of the policy. */
export function sentencesFor(kind: ActKind, report: LetterFacts, policy: Policy): ReadySentence[] {
  return ready(report, { ...policy, sentences: policy.sentences.filter(({ acts }) => acts.includes(kind)) });
}

/** A note as its English version has it: what stands in it ready in another language is said in English. */
export function noteInEnglish(note: string, report: LetterFacts, policy: Policy): string {
  return longestFirst(ready(report, policy)).reduce(
    (text, { text: words }) =>
      LANGUAGES.reduce(
        (all, language) => (language === 'en' ? all : all.replaceAll(words[language], () => words.en)),
        text,
      ),
    note,
  );
}

/** Whether nothing stands in a note but ready sentences in this language, so that its person can read all of it. */
export function isAllReady(note: string, language: Language, report: LetterFacts, policy: Policy): boolean {
  const rest = longestFirst(ready(report, policy)).reduce(
    (text, { text: words }) => text.replaceAll(words[language], ''),
    note,
  );
  return rest.trim() === '';
}

function ready(report: LetterFacts, policy: Policy): ReadySentence[] {
  const values = plainValues(report, policy);
  const filled = (text: string) => fill([text], values).flat().join(' ');
  return policy.sentences.map(({ code, title, text }) => ({
    code,
    title,
    text: eachLanguage((language) => filled(text[language])),
  }));
}

/** One sentence may begin with another. */
const longestFirst = (sentences: readonly ReadySentence[]) => sentences.toSorted((a, b) => lengthOf(b) - lengthOf(a));
const lengthOf = ({ text }: ReadySentence): number => LANGUAGES.reduce((sum, one) => sum + text[one].length, 0);
