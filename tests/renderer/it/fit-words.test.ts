import { expect, test } from 'vitest';
import type { LinkFit } from '#shared/domain/link-fit.ts';
import { bits, isNoticeable, judgesWorse, qualityRows } from '../../../renderer/it/fit-words.ts';

const quality = (threshold: number, found: number, f1: number) => ({ threshold, found, precision: 1, recall: f1, f1 });
const fit = (old: LinkFit['old'], next: LinkFit['next']): LinkFit => ({
  id: '0195706f-0000-7000-8000-000000000001',
  at: '2026-03-07T10:00:00.000Z',
  by: 'IT',
  basedOn: 0,
  decisions: 200,
  same: 70,
  old,
  next,
  weights: [],
});

test('weights that find no duplicates show no precision instead of 100%', () => {
  const [right, found] = qualityRows(fit([quality(0.5, 0, 0)], [quality(0.5, 20, 0.4)]));
  expect(right).toMatchObject({ old: null, next: 1 });
  expect(found).toMatchObject({ old: 0, next: 0.4 });
});

test('weights that perform worse are distinguished from those that perform the same or better', () => {
  expect(judgesWorse(fit([quality(0.5, 9, 0.8)], [quality(0.5, 9, 0.7)]))).toBe(true);
  expect(judgesWorse(fit([quality(0.5, 9, 0.8)], [quality(0.5, 9, 0.8)]))).toBe(false);
});

test('bits have a sign, except when they round to zero', () => {
  expect([3.24, -0.44, 0.04, -0.04].map(bits)).toEqual(['+3.2', '−0.4', '0.0', '0.0']);
  const row = {
    hypothesis: 'related',
    comparison: 'kind',
    level: 'same',
    params: {},
    words: 'Same kind',
    old: 1,
  } as const;
  expect([1.05, 1.2].map((next) => isNoticeable({ ...row, next }))).toEqual([false, true]);
});
