/** How long offline work may continue after the last sign-in (CJIS Security Policy IA-11). */
const OFFLINE_MS = 12 * 3_600_000;
/**
 * Network time sync adjusts clocks all the time; only a step back larger than this means that someone changed the clock.
 */
const TOLERANCE_MS = 5 * 60_000;

export type ClockVerdict = 'ok' | 'expired' | 'clock_set_back';

/**
 * Whether the clock is behind `newestAt` (the latest time seen, as an ISO 8601 instant; null when none) by more than the
 * tolerance.
 */
export function wasSetBack(newestAt: string | null, now: Date): boolean {
  return newestAt !== null && now.getTime() < Date.parse(newestAt) - TOLERANCE_MS;
}

/** Whether an officer who signed in at `signedInAt` may continue without the server. */
export function judgeClock(seen: { signedInAt: string; newestAt: string }, now: Date): ClockVerdict {
  if (wasSetBack(seen.newestAt, now)) return 'clock_set_back';
  return now.getTime() >= Date.parse(seen.signedInAt) + OFFLINE_MS ? 'expired' : 'ok';
}

/** The wall clock, which anyone can set, and a monotonic clock, both in milliseconds. */
export type Clocks = { wall: number; steady: number };

/** Returns how far the wall clock was set back, in milliseconds: how much less it advanced than the monotonic clock. */
export function setBackBy(before: Clocks, now: Clocks): number {
  return Math.max(0, before.wall - now.wall, now.steady - before.steady - (now.wall - before.wall));
}

/** Returns the later of two ISO 8601 instants. They must have the same precision, because they are compared as text. */
export function later(one: string | null, other: string): string {
  return one !== null && one > other ? one : other;
}
