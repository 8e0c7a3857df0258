import type { ActKind } from '../domain/act.ts';
import { type ByLanguage, eachLanguage, inLanguage } from '../domain/by-language.ts';
import type { Policy } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import { LANGUAGES } from '../words/languages.ts';
import { type LetterFacts, plainValues } from './values.ts';
import { fill } from './wording.ts';

/** A saved reply from the policy with its placeholders filled in for one report. */
export type ReadySentence = { code: string; title: ByLanguage<string>; text: Record<Language, string> };

/** The saved replies that an act's form offers for its note, in policy order. */
export function sentencesFor(kind: ActKind, report: LetterFacts, policy: Policy): ReadySentence[] {
  return ready(report, { ...policy, sentences: policy.sentences.filter(({ acts }) => acts.includes(kind)) });
}

/**
 * Returns the note for a letter's English version, with saved replies in another language replaced by their English
 * text.
 */
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

/**
 * Whether a note consists only of saved replies in this language, so that the person can read all of it without a
 * translation.
 */
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
    text: eachLanguage((language) => filled(inLanguage(text, policy, language))),
  }));
}

/** Longest first, because one saved reply may be the beginning of another. */
const longestFirst = (sentences: readonly ReadySentence[]) => sentences.toSorted((a, b) => lengthOf(b) - lengthOf(a));
const lengthOf = ({ text }: ReadySentence): number => LANGUAGES.reduce((sum, one) => sum + text[one].length, 0);
