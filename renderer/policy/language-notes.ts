import { canonicalJson } from '#shared/audit/row.ts';
import { isFilled } from '#shared/domain/by-language.ts';
import type { PolicyChange } from '#shared/domain/policy-difference.ts';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';
import { listAt, textAt, valueAt } from './document.ts';

/**
 * A translation that the author should check: it is missing, or it was left unchanged while another language changed.
 */
export type LanguageNote = {
  why: 'missing' | 'unchanged';
  /** The path of the text without its language, such as `reasons.9.text`. */
  path: string;
  language: Language;
  /** The language used in place of the missing one, or the language that was changed. */
  other: Language;
};

/**
 * Translations to check in a draft. A text missing in the agency's own language is an error instead, so it isn't
 * listed.
 * @param before the version that the draft changes. If it is null, because that version isn't on this workstation, no
 * note is `unchanged`.
 */
export function languageNotes(document: unknown, before: unknown): LanguageNote[] {
  const agency = LANGUAGES.find((one) => one === textAt(document, 'agency.language')) ?? LANGUAGES[0];
  return notesIn(document, before, '', agency);
}

function notesIn(value: unknown, before: unknown, path: string, agency: Language): LanguageNote[] {
  const inner = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    const known = new Map((Array.isArray(before) ? before : []).map((one: unknown) => [textAt(one, 'code'), one]));
    return listAt({ value }, 'value').flatMap((one, at) =>
      notesIn(one, known.get(textAt(one, 'code')), inner(at), agency),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every(isLanguage)) return notesOf(value, before, path, agency);
  return keys.flatMap((key) => notesIn(valueAt(value, key), valueAt(before, key), inner(key), agency));
}

function notesOf(texts: object, before: unknown, path: string, agency: Language): LanguageNote[] {
  const has = (one: Language) => isFilled(valueAt(texts, one));
  if (!has(agency)) return [];
  const wasThere = typeof before === 'object' && before !== null;
  const isChanged = (one: Language) =>
    wasThere && has(one) && canonicalJson(valueAt(texts, one)) !== canonicalJson(valueAt(before, one) ?? null);
  const changed = LANGUAGES.find(isChanged);
  return LANGUAGES.flatMap((language): LanguageNote[] => {
    if (!has(language)) return [{ why: 'missing', path, language, other: agency }];
    // Adding a translation to an older text doesn't change that text.
    if (changed === undefined || isChanged(language) || !isFilled(valueAt(before, changed))) return [];
    return [{ why: 'unchanged', path, language, other: changed }];
  });
}

/**
 * Like `languageNotes`, but works from a draft's changes, for people who can't see the whole draft. Keyed by the path
 * of the change.
 */
export function changeNotes(changes: readonly PolicyChange[]): ReadonlyMap<string, LanguageNote> {
  const all = new Map(changes.map((one) => [one.path, one]));
  const found = new Map<string, LanguageNote>();
  for (const { path, before, after } of changes) {
    const keys = path.split('.');
    const at = keys.findIndex((key, place) => place > 0 && isLanguage(key));
    const language = LANGUAGES.find((one) => one === keys[at]);
    if (language === undefined) continue;
    const text = keys.slice(0, at).join('.');
    for (const other of LANGUAGES.filter((one) => one !== language)) {
      const beside = all.get(keys.with(at, other).join('.'));
      if (isFilled(after ?? '')) {
        if (beside === undefined && isFilled(before ?? ''))
          found.set(path, { why: 'unchanged', path: text, language: other, other: language });
      } else if (beside === undefined || isFilled(beside.after ?? '')) {
        found.set(path, { why: 'missing', path: text, language, other });
      }
    }
  }
  return found;
}

/** Texts that are part of letters to reporters. */
const IN_LETTERS =
  /^(?:letters\.|reasons\.[^.]+\.(?:text|action)$|missingItems\.[^.]+\.ask$|(?:sentences|notices)\.[^.]+\.text$)/;

export function noteWords({ why, path, language, other }: LanguageNote): string {
  const named = { language: LANGUAGE_WORDS[language], other: LANGUAGE_WORDS[other] };
  if (why === 'unchanged') return t('policy.onlyOneChanged', named);
  return IN_LETTERS.test(path) ? t('policy.missingInLetter', named) : t('policy.missingText', named);
}

/** The note about a text in one language. */
export const noteAt = (notes: readonly LanguageNote[], path: string, language: Language): LanguageNote | undefined =>
  notes.find((one) => one.path === path && one.language === language);

const isLanguage = (key: string): key is Language => LANGUAGES.some((one) => one === key);
