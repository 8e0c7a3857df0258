export type Backoff = {
  firstMs: number;
  mostMs: number;
  /**
   * Jitter: a random part of this share (0 to 1) of the pause is subtracted, so that clients that fail together don't
   * retry together.
   */
  spread: number;
};

/**
 * The wait after this many consecutive failures (from 1), in milliseconds: doubles from the first to the longest pause.
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
