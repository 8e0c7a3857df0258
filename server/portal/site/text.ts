import { eachLanguage } from '#shared/domain/by-language.ts';
import type { Language } from '#shared/domain/report.ts';
import { portal as english } from '#shared/words/en/portal.ts';
import { LANGUAGES, languageName, OWN_NAMES } from '#shared/words/languages.ts';
import { createMessages } from '#shared/words/messages.ts';

type Portal = typeof english;
/** The portal in one language; `t` looks up its messages. */
export type PortalText = { lang: Language; t: ReturnType<typeof createMessages<Portal>>['t'] };

/** The message catalogs of all languages, loaded by Vite. */
const CATALOGS = import.meta.glob<Readonly<Record<keyof Portal, string>>>('../../../shared/words/*/portal.ts', {
  eager: true,
  import: 'portal',
});
/** Created once per language and shared by all requests. */
const TEXTS = eachLanguage(spoken);

export function textIn(language: Language): PortalText {
  return TEXTS[language];
}

/** All languages except the current one, each listed under its own name. */
export const otherLanguages = ({ lang }: PortalText): PortalText[] =>
  LANGUAGES.filter((one) => one !== lang).map(textIn);

/** The label of a language in a list of choices: "Spanish (Español)". */
export function languageLabel(language: Language, { lang }: PortalText): string {
  if (language === lang) return OWN_NAMES[language];
  return `${capital(languageName(language, lang))} (${OWN_NAMES[language]})`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function spoken(lang: Language): PortalText {
  const messages = createMessages(english);
  messages.speak(lang, CATALOGS[`../../../shared/words/${lang}/portal.ts`] ?? english);
  return { lang, t: messages.t };
}

type PlainOffense = Extract<keyof Portal, `portal-kinds.offenses.${string}`>;

/** Returns the message that describes a NIBRS offense in plain words; null when the code has none. */
export function plainOffense(nibrs: string): PlainOffense | null {
  const key = `portal-kinds.offenses.${nibrs}`;
  return isMessage(key) ? key : null;
}

const isMessage = (key: string): key is PlainOffense => Object.hasOwn(english, key);
