import type { Report } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { Stores } from '../db/stores.ts';

/**
 * A server that was put back to an older copy counts a report's versions on from there, so that a number may come again
 * with another content. To the server, an act that was decided on the former content would be one on the new content, which
 * nobody saw: it becomes a conflict before it is sent. One that was perhaps sent goes out once more under its key, since
 * the copy may know it. To be called within the transaction that stores the report, and before that.
 *
 * @param generation that of the whole pull which brings the report.
 * @returns whether there was such an act.
 */
export function conflictsOfSameNumber(
  { reports, outbox }: Pick<Stores, 'reports' | 'outbox'>,
  report: Report,
  generation: number,
): boolean {
  const before = reports.standing(report.id);
  if (before === null || before.generation === generation || before.version !== report.version) return false;
  const rows = outbox.ofReport(report.id).filter(({ state, seen, maybeSent }) => {
    const isOnItsWay = state === 'held' || state === 'waiting';
    return isOnItsWay && !maybeSent && seen.reportVersion === report.version;
  });
  if (rows.length === 0) return false;
  const seen = reports.get(report.id);
  if (seen === null || Date.parse(seen.changedAt) === Date.parse(report.changedAt)) return false;
  const problem = errorShape(new AppError('stale_version'));
  for (const { id } of rows) {
    outbox.keepBase(id, seen);
    outbox.needsOfficer(id, 'conflict', problem, report);
  }
  return true;
}
