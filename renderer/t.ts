import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { Language } from '#shared/domain/report.ts';
import { desk as english } from '#shared/words/en/desk.ts';
import { createMessages, type ValuesOf } from '#shared/words/messages.ts';

const messages = createMessages(english);
type Key = keyof typeof english;

/**
 * The window's messages. The language is set before any other module of the window loads and stays until the page is
 * reloaded, so messages can be formatted anywhere, even at module load.
 */
export const { t, say, sayIfThere, language, locale } = messages;

/** A message with React nodes as values: `rich('desk.waitFor', { what: <b>…</b> })`. */
export function rich<K extends Key>(key: K, parts: ValuesOf<(typeof english)[K], ReactNode>): ReactElement {
  const pieces: ReactNode[] = messages.pieces<K, ReactNode>(key, parts);
  return createElement(Fragment, null, ...pieces);
}

/** The message catalogs of all languages, loaded by Vite. */
const CATALOGS = import.meta.glob<Readonly<Record<Key, string>>>(
  ['../shared/words/*/desk.ts', '!../shared/words/en/desk.ts'],
  { import: 'desk' },
);

/** Sets the language of the page. Languages other than English are loaded on demand. */
export async function speak(next: Language): Promise<void> {
  messages.speak(next, (await CATALOGS[`../shared/words/${next}/desk.ts`]?.()) ?? english);
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}
