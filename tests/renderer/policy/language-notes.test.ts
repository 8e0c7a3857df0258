import { expect, test } from 'vitest';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { type Doc, listAt, withValue } from '../../../renderer/policy/document.ts';
import { changeNotes, languageNotes, noteWords } from '../../../renderer/policy/language-notes.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const first: Doc = documentOf(firstPolicy());
const reasons = listAt(first, 'reasons');
const last = `reasons.${reasons.length}`;
const NEW = {
  code: 'state_police',
  title: { en: 'State police took it', es: 'La tomó la policía estatal' },
  text: { en: 'An officer already took your report.', es: '' },
  action: { en: 'Call us.', es: 'Llámenos.' },
  rule: { en: 'One report is enough.', es: ' ' },
  needsDuplicateOf: false,
  onlyAfterFollowUp: false,
  hints: [],
};
const added = withValue(first, 'reasons', [...reasons, NEW]);
/** Returns each note as a sentence after its place. */
const said = (draft: Doc) => languageNotes(draft, first).map((note) => `${note.path}: ${noteWords(note)}`);
const saidOfChanges = (draft: Doc) =>
  [...changeNotes(policyDifference(first, draft))].map(([path, note]) => `${path}: ${noteWords(note)}`);

test('the policy that an agency starts with lacks no language', () => {
  expect(languageNotes(first, null)).toEqual([]);
});

test('a new reason without its Spanish text is named, with what the letter will say instead', () => {
  expect(said(added)).toEqual([
    `${last}.text: No Spanish text: the letter will say this in English.`,
    `${last}.rule: No Spanish text: English is shown instead.`,
  ]);
  expect(saidOfChanges(added)).toEqual([
    'reasons.state_police.text.es: No Spanish text: the letter will say this in English.',
    'reasons.state_police.rule.es: No Spanish text: English is shown instead.',
  ]);
});

test('a letter that was reworded in one language says so at the other one', () => {
  const reworded = withValue(first, 'letters.rejected.en.subject', 'About your report');
  expect(said(reworded)).toEqual([
    'letters.rejected: Only the English text was changed. Check that the Spanish text still matches it.',
  ]);
  expect(saidOfChanges(reworded)).toEqual([
    'letters.rejected.en.subject: Only the English text was changed. Check that the Spanish text still matches it.',
  ]);
  const both = withValue(reworded, 'letters.rejected.es.subject', 'Sobre su reporte');
  expect(said(both)).toEqual([]);
  expect(saidOfChanges(both)).toEqual([]);
});

test('a text that was emptied in one language is missing there', () => {
  const emptied = withValue(first, 'reasons.0.text.es', '');
  expect(said(emptied)).toEqual(['reasons.0.text: No Spanish text: the letter will say this in English.']);
  expect(saidOfChanges(emptied)).toHaveLength(1);
});

test('a translation that is added later, a removed reason and an empty text in the agency’s language are no notes', () => {
  const translated = withValue(added, `${last}.text.es`, 'Un oficial ya tomó su reporte.');
  expect(languageNotes(translated, added).map(({ path }) => path)).toEqual([`${last}.rule`]);
  expect(changeNotes(policyDifference(added, translated)).size).toBe(0);
  expect(changeNotes(policyDifference(added, first)).size).toBe(0);
  expect(said(withValue(first, 'reasons.0.text.en', ''))).toEqual([]);
});
