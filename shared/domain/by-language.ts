import { z } from 'zod';
import { says } from '../field-error.ts';
import { LANGUAGES, type Language } from '../words/languages.ts';

/** Builds one value for each language. */
export const eachLanguage = <T>(of: (language: Language) => T): Record<Language, T> =>
  Object.fromEntries(LANGUAGES.map((one) => [one, of(one)])) as Record<Language, T>;

/** An agency's wording by language. If a language is missing, the wording in the agency's language is used. */
export type ByLanguage<T> = { [L in Language]?: T | undefined };

/** @param one the schema of the wording in one language. */
export const byLanguage = <T extends z.ZodType>(one: T) =>
  z
    .object(eachLanguage(() => one.optional()))
    .refine((texts) => Object.values(texts).some(isFilled), says({ code: 'required', params: {} }));

type OfAgency = { readonly agency: { readonly language: Language } };

/** Returns the wording in `language` (default: the agency's language), else in the agency's language, else in any. */
export function inLanguage<T>(
  texts: Readonly<ByLanguage<T>>,
  { agency }: OfAgency,
  language: Language = agency.language,
): T {
  const given: (T | undefined)[] = [texts[language], texts[agency.language], ...Object.values(texts)];
  // The schema guarantees that at least one wording exists.
  return given.find(isFilled) ?? (given.find((one) => one !== undefined) as T);
}

/** Whether the wording exists and isn't blank. */
export const isFilled = <T>(text: T | undefined): text is T =>
  typeof text === 'string' ? text.trim() !== '' : text !== undefined;
