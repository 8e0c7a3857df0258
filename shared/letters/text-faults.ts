import type { ByLanguage } from '../domain/by-language.ts';
import { LETTER_KINDS, type Policy } from '../domain/policy.ts';
import { type FieldError, plainFault } from '../field-error.ts';
import { findUnstorableText } from '../storable-text.ts';
import { LANGUAGES } from '../words/languages.ts';

/** Words that send a person to a spam folder, in the languages of the letters. */
export const SPAM = /\b(?:spam|junk)\b|\bno desead[oa]s?\b|\bcorreo basura\b/i;

/**
 * Finds text that can't be stored, line breaks in names and subjects, and instructions that people without e-mail can't
 * follow.
 */
export const textFaults = (policy: Policy): FieldError[] => [
  ...findUnstorableText(policy),
  ...lineBreaks(policy),
  ...spamInParts(policy),
];

/**
 * Finds line breaks in subjects, and in the agency's name and numbers, which are used in subjects. A line break would
 * break the e-mail header.
 */
function lineBreaks({ agency, letters }: Policy): FieldError[] {
  const lines = [
    ...Object.entries(agency).map(([key, text]) => [`agency.${key}`, text] as const),
    ...LETTER_KINDS.flatMap((kind) =>
      LANGUAGES.map((language) => [`letters.${kind}.${language}.subject`, letters[kind][language]?.subject] as const),
    ),
  ];
  return lines.flatMap(([path, text]) => (/[\r\n]/.test(text ?? '') ? [plainFault(path, 'line_break')] : []));
}

/**
 * Finds instructions about spam folders in reasons, requests, notices and saved replies. These are also used in printed
 * letters, where they can't be left out.
 */
function spamInParts({ reasons, missingItems, sentences, notices }: Policy): FieldError[] {
  const parts: [string, ByLanguage<string>][] = [
    ...reasons.flatMap(({ text, action }, at): [string, ByLanguage<string>][] => [
      [`reasons.${at}.text`, text],
      [`reasons.${at}.action`, action],
    ]),
    ...missingItems.map(({ ask }, at): [string, ByLanguage<string>] => [`missingItems.${at}.ask`, ask]),
    ...notices.map(({ text }, at): [string, ByLanguage<string>] => [`notices.${at}.text`, text]),
    ...sentences.map(({ text }, at): [string, ByLanguage<string>] => [`sentences.${at}.text`, text]),
  ];
  return parts.flatMap(([path, texts]) =>
    LANGUAGES.filter((one) => SPAM.test(texts[one] ?? '')).map((one) => plainFault(`${path}.${one}`, 'spam_in_part')),
  );
}
