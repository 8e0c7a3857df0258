import { expect, test } from 'vitest';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { valueWords } from '../../../renderer/policy/value-words.ts';
import { firstPolicy } from '../../helpers/builders.ts';

test.each([
  ['limits.confirmEmail', 'true', 'Yes'],
  ['missingItems.photo.kinds', 'larceny, lost_property', 'Larceny, Lost property'],
  ['letters.approved.en.paragraphs', '[{case_number}] is yours.', '[{case_number}] is yours.'],
  ['limits.valueCeilingCents', '50000', '$500.00'],
  ['holidays', '2026-12-25, 2027-01-01', '12/25/2026, 1/1/2027'],
  ['reasons.duplicate.code', 'duplicate', 'duplicate'],
])('a change at %s from or to %s reads: %s', (path, text, words) => {
  expect(valueWords(path, text)).toBe(words);
});

test('a changed retention rule reads as a sentence would, and not as JSON', () => {
  const after = firstPolicy();
  after.retention.splice(0, 1, { kinds: ['fraud'], states: ['approved', 'closed_no_answer'], days: 400 });
  const [change] = policyDifference(documentOf(firstPolicy()), documentOf(after));
  expect(valueWords(change?.path ?? '', change?.after ?? '')).toBe(
    'Kinds of reports: Fraud · Outcomes: Approved, Closed, no reply · Days to keep: 400',
  );
});

test('a list that changed as a whole reads in words, also yes and no, and texts by their language', () => {
  const row = {
    code: '',
    title: { en: 'Taken', es: '' },
    needsDuplicateOf: false,
    byFile: true,
    valueCeilingCents: 50_000,
  };
  expect(valueWords('reasons', JSON.stringify([row]))).toBe(
    'Code: (none) · Title: English: Taken; Spanish: (none) · The officer must name the other report: No · ' +
      'A photo or document is enough: Yes · Highest loss to report online: $500.00',
  );
});
