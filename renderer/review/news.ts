import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Read } from '../model/read.ts';

/**
 * Returns what others have done to a report since it was read; null if they did nothing. An officer's own act also
 * creates a new version once the server acknowledges it, but neither that version nor the resulting letter is news to
 * the officer.
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
