import { z } from 'zod';
import { LANGUAGES, type Language } from '../words/languages.ts';

/** Builds one value for each language. */
export const eachLanguage = <T>(of: (language: Language) => T): Record<Language, T> =>
  Object.fromEntries(LANGUAGES.map((one) => [one, of(one)])) as Record<Language, T>;

type Given<T> = Partial<Record<Language, T>> & { en: T };

/** An agency's wording in each language; if a language is missing, the English wording is used. */
export function byLanguage<T extends z.ZodType>(one: T) {
  const shape = eachLanguage((language) => (language === 'en' ? one : one.optional()));
  const whole = z.object(shape).overwrite((given) => {
    const { en, ...others } = given as Given<z.output<T>>;
    return { ...eachLanguage(() => en), ...others, en };
  });
  return whole as unknown as z.ZodType<Record<Language, z.output<T>>, Given<z.input<T>>>;
}
