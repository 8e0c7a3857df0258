import { kinds as enKinds } from './en/kinds.ts';
import { letters as en } from './en/letters.ts';
import { portalKinds as enForm } from './en/portal-kinds.ts';
import { kinds as esKinds } from './es/kinds.ts';
import { letters as es } from './es/letters.ts';
import { portalKinds as esForm } from './es/portal-kinds.ts';

/**
 * The languages of the portal, the letters and the officers' application. For each: the locale for dates and numbers,
 * the language's own name, the fixed words in letters, the names of the kinds of report, and what the public form calls
 * kinds and titles. To add a language, add a
 * folder of catalogs next to `en/`, its imports, and a line here.
 */
const SPOKEN = {
  en: { locale: 'en-US', name: 'English', letters: en, kinds: enKinds, form: enForm },
  es: { locale: 'es-US', name: 'Español', letters: es, kinds: esKinds, form: esForm },
} as const satisfies Readonly<Record<string, Spoken>>;
type Spoken = {
  locale: string;
  name: string;
  letters: Readonly<Record<keyof typeof en, string>>;
  kinds: Readonly<Record<keyof typeof enKinds, string>>;
  form: Readonly<Record<keyof typeof enForm, string>>;
};

export type Language = keyof typeof SPOKEN;
/** English comes first, because it is the fallback for all others. */
export const LANGUAGES = Object.keys(SPOKEN) as ['en', ...Language[]];
const of = <Part extends keyof Spoken>(part: Part) =>
  Object.fromEntries(LANGUAGES.map((one) => [one, SPOKEN[one][part]])) as Readonly<Record<Language, Spoken[Part]>>;
export const LOCALES = of('locale');
/** Each language's name in that language, so that people who read only that language can find it. */
export const OWN_NAMES = of('name');
export const LETTER_WORDS = of('letters');
export const KIND_NAMES = of('kinds');
export const FORM_WORDS = of('form');

/** The name of a language in another language, in the form used within a sentence: `inglés`. */
export const languageName = (named: Language, by: Language): string =>
  new Intl.DisplayNames(LOCALES[by], { type: 'language' }).of(named) ?? named;

/**
 * The workstation's language: the chosen one, else the first of the operating system's languages that is supported,
 * else English.
 */
export function languageInForce(choice: Language | 'system', systemLanguages: readonly string[]): Language {
  return choice === 'system' ? (systemLanguages.map(spokenOf).find((one) => one !== null) ?? 'en') : choice;
}

/** The language of a tag such as `es-MX` (BCP 47); null when it isn't supported. */
export function spokenOf(tag: string): Language | null {
  const [language = ''] = tag.toLowerCase().split('-');
  return LANGUAGES.find((one) => one === language) ?? null;
}
