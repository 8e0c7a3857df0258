import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LetterSheet } from '../../../renderer/ui/letter-sheet.tsx';

test('only what a letter says is marked as being in its language; what stands around it is in that of the window', () => {
  const letter = { to: null, subject: 'Su reporte', language: 'es', text: 'Hola' } as const;
  const marked = [...renderToStaticMarkup(createElement(LetterSheet, { letter })).matchAll(/<[^>]+ lang="[^>]+>/g)];
  expect(marked.map(([tag]) => tag)).toEqual([
    '<dd class="letter-subject" lang="es">',
    '<div class="letter-text" lang="es">',
  ]);
});
