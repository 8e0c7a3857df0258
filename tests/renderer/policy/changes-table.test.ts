import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChangesTable } from '../../../renderer/policy/changes-table.tsx';
import { NoteList } from '../../../renderer/policy/note-list.tsx';

const EN = { path: 'reasons.state_police.text.en', before: null, after: 'The state police took it.' };
const ES = { path: 'reasons.state_police.text.es', before: null, after: '' };
const MISSING = 'No Spanish text: the letter will say this in English.';

test('who publishes a draft reads at the change that a letter will not be in the reader’s language', () => {
  const drawn = (changes: (typeof EN | typeof ES)[]) =>
    renderToStaticMarkup(createElement(ChangesTable, { label: 'Changes', changes }));
  expect(drawn([EN, ES])).toContain(MISSING);
  expect(drawn([EN, { ...ES, after: 'La policía estatal lo tomó.' }])).not.toContain('Spanish text');
});

test('the list above the tabs names the reason by its title, and tells what is missing from what is unchanged', () => {
  const note = { path: 'reasons.0.text', language: 'es', other: 'en' } as const;
  const doc = { reasons: [{ code: 'state_police', title: { en: 'State police took it' } }] };
  const drawn = (why: 'missing' | 'unchanged') =>
    renderToStaticMarkup(createElement(NoteList, { notes: [{ ...note, why }], doc }));
  expect(drawn('missing')).toContain('1 text is missing in one language');
  expect(drawn('missing')).toContain(`Reasons › State police took it › What the letter says › Spanish: ${MISSING}`);
  expect(drawn('unchanged')).toContain('1 text was changed in one language only');
});
