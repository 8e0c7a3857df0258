const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** No wish of a server counts for longer. */
export const LONGEST_WISH_MS = 10 * LONGEST_MS;

type Limits = {
  /** The server's own wish, which is the least. */
  wishMs?: number | null;
  longestMs?: number;
};

/**
 * How long to wait before try number `attempt` (from 1): doubling from a second to a minute, of which a random half is
 * taken off, so that three hundred workstations do not come back in one breath.
 */
export function backoffMs(
  attempt: number,
  random: () => number,
  { wishMs, longestMs = LONGEST_MS }: Limits = {},
): number {
  const whole = Math.min(longestMs, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  const spread = Math.round(whole / 2 + (whole / 2) * random());
  return Math.max(spread, Math.min(wishMs ?? 0, LONGEST_WISH_MS));
}
