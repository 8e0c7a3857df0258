import { letters as en } from './en/letters.ts';
import { letters as es } from './es/letters.ts';

/**
 * The languages that portal, letters and desk speak: how dates and numbers are written, what each calls itself, and what letters
 * say beside an agency's own words. Another one is a folder of catalogs of its name beside `en/`, and a line here.
 */
const SPOKEN = {
  en: { locale: 'en-US', name: 'English', letters: en },
  es: { locale: 'es-US', name: 'Español', letters: es },
} as const satisfies Readonly<Record<string, Spoken>>;
type Spoken = { locale: string; name: string; letters: Readonly<Record<keyof typeof en, string>> };

export type Language = keyof typeof SPOKEN;
/** English, which every other one falls back to, and then the others. */
export const LANGUAGES = Object.keys(SPOKEN) as ['en', ...Language[]];
const of = <Part extends keyof Spoken>(part: Part) =>
  Object.fromEntries(LANGUAGES.map((one) => [one, SPOKEN[one][part]])) as Readonly<Record<Language, Spoken[Part]>>;
export const LOCALES = of('locale');
/** Each by its own name, so that whoever reads only one of them finds it. */
export const OWN_NAMES = of('name');
export const LETTER_WORDS = of('letters');

/** What one language calls another, as it stands within a sentence: `inglés`. */
export const languageName = (named: Language, by: Language): string =>
  new Intl.DisplayNames(LOCALES[by], { type: 'language' }).of(named) ?? named;

/** What the workstation speaks: the one that was chosen, else the first of the system's languages that is spoken here. */
export function languageInForce(choice: Language | 'system', systemLanguages: readonly string[]): Language {
  return choice === 'system' ? (systemLanguages.map(spokenOf).find((one) => one !== null) ?? 'en') : choice;
}

/** The language of a tag such as `es-MX` (BCP 47); null where it is not spoken here. */
export function spokenOf(tag: string): Language | null {
  const [language = ''] = tag.toLowerCase().split('-');
  return LANGUAGES.find((one) => one === language) ?? null;
}
