const FIRST_MS = 30_000;
const MOST_MS = 4 * 3_600_000;
const MOST_ATTEMPTS = 30;

/**
 * How long to wait after so many attempts: doubling from half a minute to four hours, spread by up to a quarter so
 * that a mail server which comes back is not met by everything at once. Null after thirty attempts (about four days).
 */
export function retryDelayMs(attempts: number, random = Math.random()): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  const full = Math.min(FIRST_MS * 2 ** Math.max(attempts - 1, 0), MOST_MS);
  return Math.round(full * (0.75 + random * 0.25));
}
