import { backoffMs } from '#shared/backoff.ts';

/**
 * Pauses between attempts. `spread` adds jitter, so that a mail server that has recovered doesn't get all letters at
 * once.
 */
const PAUSES = { firstMs: 30_000, mostMs: 4 * 3_600_000, spread: 0.25 };
const MOST_ATTEMPTS = 30;

/**
 * Backoff after a number of attempts, from half a minute to four hours; null (give up) after thirty attempts, or about
 * four days.
 */
export function retryDelayMs(attempts: number, random?: () => number): number | null {
  return attempts >= MOST_ATTEMPTS ? null : backoffMs(attempts, PAUSES, random);
}
