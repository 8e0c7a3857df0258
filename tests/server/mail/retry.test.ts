import { expect, test } from 'vitest';
import { retryDelayMs } from '#server/mail/retry.ts';

test('a letter is retried after half a minute to four hours, minus up to a quarter of the delay', () => {
  const whole = [1, 2, 9, 10, 29].map((attempts) => retryDelayMs(attempts, () => 1));
  expect(whole).toEqual([30_000, 60_000, 7_680_000, 14_400_000, 14_400_000]);
  expect(retryDelayMs(1, () => 0)).toBe(22_500);
});

test('after thirty attempts a letter is abandoned', () => {
  expect([29, 30, 31].map((attempts) => retryDelayMs(attempts, () => 1))).toEqual([14_400_000, null, null]);
});
