import { backoffMs } from '#shared/backoff.ts';

/** So that a mail server which comes back is not met by everything at once. */
const PAUSES = { firstMs: 30_000, mostMs: 4 * 3_600_000, spread: 0.25 };
const MOST_ATTEMPTS = 30;

/** How long to wait after so many attempts, from half a minute to four hours; null after thirty (about four days). */
export function retryDelayMs(attempts: number, random?: () => number): number | null {
  return attempts >= MOST_ATTEMPTS ? null : backoffMs(attempts, PAUSES, random);
}
