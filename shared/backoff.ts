export type Backoff = {
  firstMs: number;
  mostMs: number;
  /**
   * Jitter: up to this fraction (0 to 1) of the delay is randomly subtracted, so that clients that fail together don't
   * retry together.
   */
  spread: number;
};

/**
 * The delay after this many consecutive failures (from 1), in milliseconds. It doubles each time, from the first delay
 * up to the maximum.
 * @param random returns a number from 0 to 1
 */
export function backoffMs(
  failures: number,
  { firstMs, mostMs, spread }: Backoff,
  random: () => number = Math.random,
): number {
  const whole = Math.min(firstMs * 2 ** Math.max(failures - 1, 0), mostMs);
  return Math.round(whole * (1 - spread + spread * random()));
}
