import { type Bucket, minutesOf, quantileBucket } from '#shared/domain/histogram.ts';

type Counted = { value: number; count: number };
type Spread = { count: number; median: number | null; p90: number | null };

/** With at least this many durations, their histogram is read instead of each of them. */
const MANY = 10_000;

const total = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

export const isFew = (buckets: readonly Bucket[]): boolean => total(buckets) < MANY;

/**
 * The spread of durations in minutes: exact if each of them is known, otherwise estimated from the histogram.
 * @param minutes each duration, in `code`; days that were counted by an earlier version have none.
 */
export function durations(
  buckets: readonly Bucket[],
  minutes: readonly { code: string; count: number }[],
): Spread & { exact: boolean } {
  const count = total(buckets);
  if (total(minutes) === count) {
    return { ...exactSpread(minutes.map((one) => ({ value: Number(one.code), count: one.count }))), exact: true };
  }
  const at = (q: number) => {
    const bucket = quantileBucket(buckets, q);
    return bucket === null ? null : minutesOf(bucket);
  };
  return { count, median: at(0.5), p90: at(0.9), exact: false };
}

/**
 * The median, which is halfway between the two middle values if there are two, and the smallest value within which 90% of
 * the values are.
 */
export function exactSpread(rows: readonly Counted[]): Spread {
  const count = total(rows);
  if (count === 0) return { count, median: null, p90: null };
  const sorted = rows.toSorted((a, b) => a.value - b.value);
  const nth = (rank: number): number => {
    let seen = 0;
    return sorted.find((row) => (seen += row.count) >= rank)?.value ?? 0;
  };
  const median = (nth(Math.ceil(count / 2)) + nth(Math.floor(count / 2) + 1)) / 2;
  return { count, median, p90: nth(Math.ceil(count * 0.9)) };
}
