import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';

/** How far someone has read a report. */
export type Read = { version: number; lines: number };

export const readUpTo = ({ version, history }: Pick<Report, 'version' | 'history'>): Read => ({
  version,
  lines: history.length,
});

/**
 * What others have done to a report since it was read; null if nothing. An officer's own act also makes a new version
 * once the server acknowledges it, but that is not news to the officer, and neither is sending its letter.
 */
export function newsSince(
  read: Read,
  { version, history }: Pick<Report, 'version' | 'history'>,
  me: string,
): readonly HistoryEntry[] | null {
  if (version === read.version) return null;
  const lines = history.slice(read.lines);
  const others = lines.filter(({ officerId, kind }) => officerId !== me && kind !== 'letter_sent');
  return lines.length > 0 && others.length === 0 ? null : others;
}
