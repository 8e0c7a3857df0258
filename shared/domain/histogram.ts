/**
 * Histograms of durations with logarithmic buckets: bucket 0 holds up to one minute, bucket n holds more than
 * `GROWTH` ** (n - 1) and up to `GROWTH` ** n minutes. To combine days, add up their buckets.
 */
const GROWTH = 1.1;
const MOST_BUCKET = 200;

/** The largest relative error of a quantile that is read from a histogram: half a bucket, on a logarithmic scale. */
export const QUANTILE_ERROR = Math.sqrt(GROWTH) - 1;

/** The bucket of a duration in minutes. */
export function bucketOf(minutes: number): number {
  if (minutes <= 1) return 0;
  return Math.min(MOST_BUCKET, Math.ceil(Math.log(minutes) / Math.log(GROWTH)));
}

/** The duration in minutes that represents a bucket: its middle on a logarithmic scale. */
export const minutesOf = (bucket: number): number => (bucket <= 0 ? 1 : GROWTH ** (bucket - 0.5));

export type Bucket = { bucket: number; count: number };

/** The bucket of the q-th quantile (0 to 1) by the nearest-rank method; null if there are no values. */
export function quantileBucket(buckets: readonly Bucket[], q: number): number | null {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (const { bucket, count } of buckets.toSorted((a, b) => a.bucket - b.bucket)) {
    seen += count;
    if (seen >= rank) return bucket;
  }
  return null;
}
