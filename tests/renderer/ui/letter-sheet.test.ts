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

test('a letter says where it goes: by e-mail, on paper, or only to the page of the report', () => {
  const sheet = (more: object) =>
    renderToStaticMarkup(createElement(LetterSheet, { letter: { subject: 'About', text: 'Hello', ...more } }));
  expect(sheet({ to: 'ana@example.com', onPage: false })).toContain('ana@example.com');
  expect(sheet({ to: null, onPage: false })).toContain('printed and mailed');
  expect(sheet({ to: null, onPage: true })).toContain('not e-mailed, not mailed');
});
