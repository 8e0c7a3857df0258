import { expect, test } from 'vitest';
import { verdictOf } from '../../../renderer/second-review/verdict.ts';

const seen = { reportVersion: 2, policyVersion: 1, letterHash: null };
const EMPTY = { outcome: null, category: null, note: '' } as const;

test('an empty form lacks only the verdict itself; agreeing with what one decided, too, needs nothing more', () => {
  expect(verdictOf(EMPTY, seen, false)).toEqual({ verdict: null, missing: ['outcome'] });
  expect(verdictOf({ ...EMPTY, outcome: 'agreed' }, null, true)).toEqual({
    verdict: { outcome: 'agreed', note: '' },
    missing: [],
  });
});

test.each(['stands', 'sent_back', 'overturned'] as const)('%s needs what is wrong and a note', (outcome) => {
  expect(verdictOf({ ...EMPTY, outcome, note: '  ' }, seen, true)).toEqual({
    verdict: null,
    missing: ['category', 'note'],
  });
  const { verdict } = verdictOf({ outcome, category: 'wording', note: ' Say why. ' }, seen, true);
  expect(verdict).toEqual({
    outcome,
    category: 'wording',
    note: 'Say why.',
    ...(outcome === 'stands' ? {} : { seen }),
  });
});

test('a decision that is no longer in force can’t be sent back, even if that was chosen before', () => {
  const form = { outcome: 'sent_back', category: 'other', note: 'x' } as const;
  expect(verdictOf(form, null, false)).toEqual({ verdict: null, missing: ['outcome'] });
});

test('agreeing with a decision that differs from one’s own needs a note, and no more', () => {
  const form = { ...EMPTY, outcome: 'agreed' } as const;
  expect(verdictOf({ ...form, note: ' \n ' }, seen, false)).toEqual({ verdict: null, missing: ['note'] });
  const note = 'The note on the call settles it.';
  expect(verdictOf({ ...form, note }, seen, false)).toEqual({ verdict: { outcome: 'agreed', note }, missing: [] });
});
