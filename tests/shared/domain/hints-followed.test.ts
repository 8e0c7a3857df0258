import { expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { hintsFollowed } from '#shared/domain/hints-followed.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const outside = policy.reasons.find(({ code }) => code === 'outside_hartford');
const [hint = ''] = outside?.hints ?? [];
const reject = (reasonCode: string): Act => ({ kind: 'reject', reasonCode, duplicateOf: null, note: '' });
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const shown = { hintsShown: [hint], hintsDismissed: [] };

test('a rejection for the reason that a flag suggests follows it; any other decision does not', () => {
  expect(hint).not.toBe('');
  expect(hintsFollowed(reject('outside_hartford'), shown, policy)).toBe(true);
  expect(hintsFollowed(reject('false_or_test'), shown, policy)).toBe(false);
  expect(hintsFollowed(approve, shown, policy)).toBe(false);
});

test('a flag that was dismissed, or that suggests nothing, is neither followed nor ignored', () => {
  expect(hintsFollowed(approve, { hintsShown: [hint], hintsDismissed: [hint] }, policy)).toBeNull();
  expect(hintsFollowed(approve, { hintsShown: [], hintsDismissed: [] }, policy)).toBeNull();
  expect(hintsFollowed(approve, { hintsShown: ['of_another_version'], hintsDismissed: [] }, policy)).toBeNull();
});

test('an act that decides nothing follows no flag', () => {
  expect(hintsFollowed({ kind: 'note', note: 'x' }, shown, policy)).toBeNull();
});
