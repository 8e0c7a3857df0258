import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LetterSheet } from '../../../renderer/ui/letter-sheet.tsx';

test("only the letter's text is marked as being in its language; the rest is in the language of the window", () => {
  const letter = { to: null, subject: 'Su reporte', language: 'es', text: 'Hola' } as const;
  const marked = [...renderToStaticMarkup(createElement(LetterSheet, { letter })).matchAll(/<[^>]+ lang="[^>]+>/g)];
  expect(marked.map(([tag]) => tag)).toEqual([
    '<dd class="letter-subject" lang="es">',
    '<div class="letter-text" lang="es">',
  ]);
});
