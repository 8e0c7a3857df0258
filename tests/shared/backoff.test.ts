import { expect, test } from 'vitest';
import { backoffMs } from '#shared/backoff.ts';

const PAUSES = { firstMs: 1_000, mostMs: 60_000, spread: 0.5 };

test('delays double from the first to the longest, however often it fails', () => {
  const whole = [0, 1, 2, 3, 6, 7, 5_000].map((failures) => backoffMs(failures, PAUSES, () => 1));
  expect(whole).toEqual([1_000, 1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});

test('no more than the spread is subtracted from a delay', () => {
  expect([0, 0.5, 1].map((chance) => backoffMs(2, PAUSES, () => chance))).toEqual([1_000, 1_500, 2_000]);
  expect(backoffMs(2, { ...PAUSES, spread: 0 }, () => 0)).toBe(2_000);
});

test('with random jitter, clients that fail together retry at different times', () => {
  expect(new Set(Array.from({ length: 100 }, () => backoffMs(9, PAUSES))).size).toBeGreaterThan(50);
});
