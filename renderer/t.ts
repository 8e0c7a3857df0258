import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { Language } from '#shared/domain/report.ts';
import { desk as english } from '#shared/words/en/desk.ts';
import { createMessages, type ValuesOf } from '#shared/words/messages.ts';

const messages = createMessages(english);
type Key = keyof typeof english;

/**
 * The messages of the window. The language is set before any other module of the window is loaded and holds until the page is
 * loaded again, so a message may be formatted anywhere, also when a module is loaded.
 */
export const { t, say, sayIfThere, language, locale } = messages;

/** A message with parts that are drawn: `rich('desk.waitFor', { what: <b>…</b> })`. */
export function rich<K extends Key>(key: K, parts: ValuesOf<(typeof english)[K], ReactNode>): ReactElement {
  const pieces: ReactNode[] = messages.pieces<K, ReactNode>(key, parts);
  return createElement(Fragment, null, ...pieces);
}

/** Of each language that has a folder (Vite). */
const CATALOGS = import.meta.glob<Readonly<Record<Key, string>>>(
  ['../shared/words/*/desk.ts', '!../shared/words/en/desk.ts'],
  { import: 'desk' },
);

/** Sets the language of the page. Other languages than English are loaded where they are spoken. */
export async function speak(next: Language): Promise<void> {
  messages.speak(next, (await CATALOGS[`../shared/words/${next}/desk.ts`]?.()) ?? english);
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}
