import { createElement, Fragment, type ReactNode } from 'react';
import type { Language } from '#shared/domain/report.ts';
import { createWords } from '#shared/words/words.ts';
import type { es } from './words/es.ts';

type Es = typeof es;
type Named<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

const words = createWords<Es>();

/**
 * The words of the window. The language is set before any other module of the window is loaded and holds until the page is
 * loaded again, so a text may be made anywhere, also when a module is loaded.
 */
export const { t, plural, known, language, locale } = words;

/** A text with parts that are drawn: `rich('Wait for {what}', { what: <b>…</b> })`. */
export function rich<K extends Parameters<typeof words.template>[0]>(
  english: K,
  parts: Readonly<Record<Named<K>, ReactNode>>,
): ReactNode {
  const byName: Readonly<Record<string, ReactNode>> = parts;
  // Odd pieces are the names.
  const pieces = words.template(english).split(/\{(\w+)\}/);
  return createElement(Fragment, null, ...pieces.map((piece, at) => (at % 2 === 0 ? piece : byName[piece])));
}

/** Sets the language of the page. Spanish is loaded where it is spoken. */
export async function speak(next: Language): Promise<void> {
  if (next === 'es') {
    const [{ es }, { elsewhere }] = await Promise.all([import('./words/es.ts'), import('./words/elsewhere.ts')]);
    words.speak(next, es, elsewhere);
  } else words.speak(next, null);
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}
