import { expect, test } from 'vitest';
import { withSentence } from '../../../renderer/model/insert-sentence.ts';

const SENTENCE = 'A good guess is enough.';
const put = (note: string) => {
  const at = note.indexOf('|');
  const { note: next, cursor } = withSentence(note.replace('|', ''), { start: at, end: at }, SENTENCE);
  return `${next.slice(0, cursor)}|${next.slice(cursor)}`;
};

test.each([
  ['|', 'A good guess is enough.|'],
  ['Thank you.|', 'Thank you. A good guess is enough.|'],
  ['Thank you.\n|', 'Thank you.\nA good guess is enough.|'],
  ['|No hurry.', 'A good guess is enough. |No hurry.'],
  ['Thank you.| No hurry.', 'Thank you. A good guess is enough.| No hurry.'],
])('a saved reply is set apart from the text around it, with the cursor after it: %j', (before, after) => {
  expect(put(before)).toBe(after);
});

test('it replaces the selection', () => {
  expect(withSentence('Send PHOTOS soon', { start: 5, end: 11 }, SENTENCE).note).toBe(`Send ${SENTENCE} soon`);
});
