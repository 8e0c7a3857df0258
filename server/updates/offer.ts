import { createHash } from 'node:crypto';
import type { SignedRelease } from '#shared/updates/release.ts';
import type { UpdateOffer } from '#shared/updates-api.ts';
import type { ReleaseRow } from '../db/releases.ts';

/**
 * Returns what a workstation may install now: the newest live release whose share includes it. While a new release goes
 * to a few workstations, the others still get the previous one. A workstation's place in a rollout is fixed, so a
 * growing share only adds workstations. Its place differs for each version, so that the same workstations are not
 * always the first.
 * @param rows the releases of its channel that were not withdrawn, newest first
 * @param given.seen the highest sequence that the workstation has verified; it refuses any lower one
 */
export function offerOf(
  rows: readonly ReleaseRow[],
  { workstation, seen }: { workstation: string; seen: number },
  now: Date,
  timeZone: string,
): UpdateOffer {
  const floor = withFloor(rows);
  const open = rows.filter(({ sequence }) => sequence >= seen);
  const row = open.find(({ state, version, share }) => state === 'out' && placeOf(workstation, version) < share);
  if (row === undefined) return { release: null, offer: open.length === 0 ? 'none' : 'wait', later: false, floor };
  const { window_from: from, window_to: to } = row;
  const given = { release: signed(row), later: open[0] !== row, floor };
  if (from === null || to === null) return { ...given, offer: 'at_quit' };
  return { ...given, offer: isInWindow({ from, to }, now, timeZone) ? 'now' : 'download' };
}

const signed = ({ manifest, signatures }: ReleaseRow): SignedRelease => ({ manifest, signatures });

/**
 * Returns the newest release that names a minimum version, which may be lower than that of an earlier one. It applies to
 * every workstation, even to one that isn't offered the release.
 */
function withFloor(rows: readonly ReleaseRow[]): SignedRelease | null {
  const newest = rows.find(({ floor }) => floor !== null);
  return newest === undefined ? null : signed(newest);
}

/** A workstation's place in the roll-out of a version, from 0 up to, but not including, 100. */
export function placeOf(workstation: string, version: string): number {
  const hash = createHash('sha256').update(`${workstation}\n${version}`).digest();
  return (hash.readUInt32BE(0) / 2 ** 32) * 100;
}

/** Whether the time of day in that time zone is within the window, which may span midnight. Times are HH:MM. */
export function isInWindow({ from, to }: { from: string; to: string }, now: Date, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const time = clock.format(now);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
