import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';

/** How far somebody has read a report. */
export type Read = { version: number; lines: number };

export const readUpTo = ({ version, history }: Pick<Report, 'version' | 'history'>): Read => ({
  version,
  lines: history.length,
});

/**
 * What others did to a report since it was read; null where nobody did. An officer's own act that the server acknowledges
 * meanwhile makes a new version, too, but it is no news to the one who did it, and neither is that its letter left.
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
