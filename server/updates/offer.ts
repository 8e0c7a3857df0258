import { createHash } from 'node:crypto';
import type { UpdateOffer } from '#shared/updates-api.ts';
import type { ReleaseRow } from '../db/releases.ts';

/**
 * What a workstation may do with the newest release now. A workstation's place in the roll-out is the same each time, so a
 * growing share only adds workstations; it differs for each version, so that the first ones are not always the same.
 */
export function offerOf(row: ReleaseRow | null, workstation: string, now: Date, timeZone: string): UpdateOffer {
  if (row === null || row.state === 'withdrawn') return { release: null, offer: 'none' };
  if (row.state === 'paused' || placeOf(workstation, row.version) >= row.share) return { release: null, offer: 'wait' };
  const { manifest, signatures, window_from: from, window_to: to } = row;
  const release = { manifest, signatures };
  if (from === null || to === null) return { release, offer: 'at_quit' };
  return { release, offer: isInWindow({ from, to }, now, timeZone) ? 'now' : 'download' };
}

/** Where a workstation stands in the roll-out of a version, from 0 up to, but not including, 100. */
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
