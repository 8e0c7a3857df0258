export type Backoff = {
  firstMs: number;
  mostMs: number;
  /** The share, from 0 to 1, of which a random part is taken off: those who fail together do not come back in one breath. */
  spread: number;
};

/**
 * How long to wait after so many failures in a row (from 1), in milliseconds: doubling from the first to the longest pause.
 * @param random gives a number from 0 to 1
 */
export function backoffMs(
  failures: number,
  { firstMs, mostMs, spread }: Backoff,
  random: () => number = Math.random,
): number {
  const whole = Math.min(firstMs * 2 ** Math.max(failures - 1, 0), mostMs);
  return Math.round(whole * (1 - spread + spread * random()));
}
