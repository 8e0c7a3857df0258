import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, minutesOf, QUANTILE_ERROR, quantileBucket } from '#shared/domain/histogram.ts';

const bucketsOf = (minutes: readonly number[]) => minutes.map((one) => ({ bucket: bucketOf(one), count: 1 }));
/** Returns the q-th quantile of the values themselves, by the nearest-rank method. */
function exactly(minutes: readonly number[], q: number): number {
  const sorted = minutes.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

test('a median and a 90th percentile are off by no more than the error that is stated', () => {
  const durations = fc.array(fc.double({ min: 1, max: 5_000_000, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9), (minutes, q) => {
      const bucket = quantileBucket(bucketsOf(minutes), q);
      const exact = exactly(minutes, q);
      expect(Math.abs(minutesOf(bucket ?? -1) - exact) / exact).toBeLessThanOrEqual(QUANTILE_ERROR + 1e-9);
    }),
  );
  expect(QUANTILE_ERROR).toBeLessThan(0.05);
});

test('the histograms of days add up to the histogram of all their values', () => {
  const [one, other] = [
    [3, 90, 4_000],
    [7, 8, 60_000],
  ] as const;
  const together = quantileBucket([...bucketsOf(one), ...bucketsOf(other)], 0.5);
  expect(together).toBe(quantileBucket(bucketsOf([...one, ...other]), 0.5));
});

test('without values there is no quantile', () => {
  expect(quantileBucket([], 0.5)).toBeNull();
  expect(quantileBucket([{ bucket: 4, count: 0 }], 0.9)).toBeNull();
});

test('anything up to a minute is a minute, and the longest durations share a bucket', () => {
  expect([0, 0.4, 1].map(bucketOf)).toEqual([0, 0, 0]);
  expect(bucketOf(1e12)).toBe(bucketOf(1e15));
});
