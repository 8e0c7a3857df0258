import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainFault } from '#shared/field-error.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import {
  dollarsOf,
  dollarsTyped,
  joinParagraphs,
  namedPath,
  numberTyped,
  problemUnder,
  splitParagraphs,
  textAt,
  withValue,
} from '../../../renderer/policy/document.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const first = documentOf(firstPolicy());

test('a change at a path leaves everything else as it was', () => {
  const next = withValue(first, 'reasons.1.title.en', 'Wrong title');
  expect(textAt(next, 'reasons.1.title.en')).toBe('Wrong title');
  expect(withValue(next, 'reasons.1.title.en', textAt(first, 'reasons.1.title.en'))).toEqual(first);
  expect(textAt(first, 'reasons.1.title.en')).not.toBe('Wrong title');
});

test('paragraphs come back from one text as they were, in every letter', () => {
  for (const wordings of Object.values(first.letters)) {
    for (const wording of Object.values(wordings)) {
      expect(splitParagraphs(joinParagraphs(wording?.paragraphs ?? []))).toEqual(wording?.paragraphs);
    }
  }
  const paragraph = fc.string({ minLength: 1 }).filter((one) => one.trim() === one && !/\n\s*\n/.test(one));
  fc.assert(
    fc.property(fc.array(paragraph), (paragraphs) => {
      expect(splitParagraphs(joinParagraphs(paragraphs))).toEqual(paragraphs);
    }),
  );
});

test.each([
  ['12', 12],
  [' 5 ', 5],
  ['', null],
  ['5 days', '5 days'],
  ['-1', '-1'],
])('typed as a number: "%s" is kept as %j', (text, value) => {
  expect(numberTyped(text)).toBe(value);
});

test('a problem below a field is shown at the field, each once', () => {
  const faults = [
    plainFault('holidays.3', 'invalid'),
    plainFault('holidays.9', 'invalid'),
    plainFault('hold', 'required'),
  ];
  expect(problemUnder(faults, 'holidays')).toBe('This value isn’t valid.');
  expect(problemUnder(faults, 'hol')).toBeUndefined();
});

test('an amount that is shown can be typed as it is shown', () => {
  fc.assert(fc.property(fc.nat(99_999_999_999), (cents) => dollarsTyped(dollarsOf(cents)) === cents));
  expect([250_000, 250_050, 5].map(dollarsOf)).toEqual(['2500', '2500.50', '0.05']);
});

test('an entry of a list is named by its code', () => {
  expect(namedPath(first, 'reasons.1.text.en')).toBe('reasons.wrong_offense_title.text.en');
  expect(namedPath(first, 'limits.promiseDays')).toBe('limits.promiseDays');
});
