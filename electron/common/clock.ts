/** Offline work ends so long after the last sign-in (CJIS Security Policy IA-11). */
const OFFLINE_MS = 12 * 3_600_000;
/** Clocks are put right by the network all the time; only more than this is somebody turning one back. */
const TOLERANCE_MS = 5 * 60_000;

export type ClockVerdict = 'ok' | 'expired' | 'clock_set_back';

/** Whether the clock shows an earlier time than one that was seen before (instants as ISO 8601, null: none was). */
export function wasSetBack(newestAt: string | null, now: Date): boolean {
  return newestAt !== null && now.getTime() < Date.parse(newestAt) - TOLERANCE_MS;
}

/** Whether somebody who signed in then may still go on without the server. */
export function judgeClock(seen: { signedInAt: string; newestAt: string }, now: Date): ClockVerdict {
  if (wasSetBack(seen.newestAt, now)) return 'clock_set_back';
  return now.getTime() >= Date.parse(seen.signedInAt) + OFFLINE_MS ? 'expired' : 'ok';
}

/** The later of two instants in ISO 8601 with the same precision, which sort as text. */
export function later(one: string | null, other: string): string {
  return one !== null && one > other ? one : other;
}
