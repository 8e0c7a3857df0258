import { expect, test } from 'vitest';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import type { FieldError } from '#shared/field-error.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { type Doc, listAt, withValue } from '../../../renderer/policy/document.ts';
import { draftFrom } from '../../../renderer/policy/draft-from.ts';
import { placeWords } from '../../../renderer/policy/place-list.tsx';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const base = documentOf(policy) as Doc;
const questions = listAt(base, 'screening');
/** Returns the name of each place in a draft, for someone who can't see the draft. */
function placesIn(draft: Doc, at: readonly string[]): string[] {
  const known = draftFrom(base, policyDifference(base, draft));
  return at.map((path) => placeWords(known, path, titlesOf(null)));
}

test('the person who publishes a draft reads the question or rule that a warning is about, not its place in a list', () => {
  const places = policyWarnings(policy).map(({ path }: FieldError) => path);
  const words = placesIn(base, places);
  expect(words).toContainEqual(expect.stringMatching(/^Questions first › Do you know who did it/));
  expect(words).toContainEqual(expect.stringMatching(/^Must accept › C\.G\.S\. § 54-1r/));
  expect(words.filter((one) => /› \d+ ›/.test(one))).toEqual([]);
});

test('a draft that moves, takes away and rewords questions has them named by their places and words in it', () => {
  const [first, second, ...others] = questions;
  const moved = withValue(base, 'screening', [second, first, ...others]);
  const name = (draft: Doc, at: number) => placesIn(draft, [`screening.${at}.kinds`])[0];
  expect(name(moved, 0)).toBe(name(base, 1));
  expect(name(moved, 1)).toBe(name(base, 0));
  expect(name(withValue(base, 'screening', questions.slice(1)), 0)).toBe(name(base, 1));
  const reworded = withValue(base, 'screening.0.ask.en', 'Is it about a boat?');
  expect(name(reworded, 0)).toBe('Questions first › Is it about a boat? › Kinds of reports');
});

test('no question is called by another one’s words: where a draft adds one, they are counted', () => {
  const added = { ...(questions[0] as Doc), code: 'boat', ask: { en: 'Is it about a boat?' } };
  const draft = withValue(base, 'screening', [added, ...questions]);
  expect(placesIn(draft, ['screening.1.kinds', 'mustAccept.0.hints'])).toEqual([
    'Questions first › 2 › Kinds of reports',
    expect.stringMatching(/^Must accept › \D/),
  ]);
});
