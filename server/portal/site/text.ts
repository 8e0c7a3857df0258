import type { Language } from '#shared/domain/report.ts';
import { portal as english } from '#shared/words/en/portal.ts';
import { portal as spanish } from '#shared/words/es/portal.ts';
import { createMessages } from '#shared/words/messages.ts';

type Portal = typeof english;
/** The portal in one language; `t` says its messages. */
export type PortalText = { lang: Language; t: ReturnType<typeof createMessages<Portal>>['t'] };

/** Each language once, for all requests. */
const TEXTS: Readonly<Record<Language, PortalText>> = {
  en: spoken('en', english),
  es: spoken('es', spanish),
};

export function textIn(language: Language): PortalText {
  return TEXTS[language];
}

function spoken(lang: Language, catalog: Readonly<Record<keyof Portal, string>>): PortalText {
  const messages = createMessages(english);
  messages.speak(lang, catalog);
  return { lang, t: messages.t };
}

type PlainOffense = Extract<keyof Portal, `portal-kinds.offenses.${string}`>;

/** The message that says an offense title of a NIBRS code plainly; null for a code that has none. */
export function plainOffense(nibrs: string): PlainOffense | null {
  const key = `portal-kinds.offenses.${nibrs}`;
  return isMessage(key) ? key : null;
}

const isMessage = (key: string): key is PlainOffense => Object.hasOwn(english, key);
