import { expect, test } from 'vitest';
import { verdictOf } from '../../../renderer/second-review/verdict.ts';

const seen = { reportVersion: 2, policyVersion: 1, letterHash: null };
const EMPTY = { outcome: null, category: null, note: '' } as const;

test('an empty form lacks only the verdict itself; agreeing needs nothing more', () => {
  expect(verdictOf(EMPTY, seen)).toEqual({ verdict: null, missing: ['outcome'] });
  expect(verdictOf({ ...EMPTY, outcome: 'agreed' }, null)).toEqual({
    verdict: { outcome: 'agreed', note: '' },
    missing: [],
  });
});

test.each(['stands', 'sent_back', 'overturned'] as const)('%s needs what is wrong and a note', (outcome) => {
  expect(verdictOf({ ...EMPTY, outcome, note: '  ' }, seen)).toEqual({ verdict: null, missing: ['category', 'note'] });
  const { verdict } = verdictOf({ outcome, category: 'wording', note: ' Say why. ' }, seen);
  expect(verdict).toEqual({
    outcome,
    category: 'wording',
    note: 'Say why.',
    ...(outcome === 'stands' ? {} : { seen }),
  });
});

test('a decision that is no longer in force can’t be sent back, even if that was chosen before', () => {
  const form = { outcome: 'sent_back', category: 'other', note: 'x' } as const;
  expect(verdictOf(form, null)).toEqual({ verdict: null, missing: ['outcome'] });
});
