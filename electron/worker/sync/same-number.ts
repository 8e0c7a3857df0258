import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { Stores } from '../db/stores.ts';
import type { Tx } from '../db/write.ts';

/**
 * A server that was put back to an older copy counts a report's versions on from there, so that a number may come again
 * with another content. To the server, an act that was decided on the former content would be one on the new content, which
 * nobody saw: it becomes a conflict before it is sent, also where its number has yet to come again. One that was perhaps
 * sent goes out once more under its key, since the copy may know it. To be called within the transaction that stores the
 * report, and before that.
 *
 * @param generation that of the whole pull which brings the report.
 * @returns whether there was such an act.
 */
export function conflictsOfSameNumber(
  tx: Tx,
  { reports, outbox }: Pick<Stores, 'reports' | 'outbox'>,
  report: Report,
  generation: number,
): boolean {
  const before = reports.standing(report.id);
  if (before === null || before.generation === generation) return false;
  const rows = outbox.ofReport(report.id).filter(({ state, seen, maybeSent }) => {
    const isOnItsWay = state === 'held' || state === 'waiting';
    return isOnItsWay && !maybeSent && seen.reportVersion >= report.version;
  });
  if (rows.length === 0) return false;
  const here = reports.get(report.id);
  const unseen = rows.filter(({ id }) => !isSame(reportSchema.safeParse(outbox.base(id)).data ?? here, report));
  const problem = errorShape(new AppError('stale_version'));
  for (const { id } of unseen) {
    if (here !== null) outbox.keepBase(tx, id, here);
    outbox.needsOfficer(tx, id, 'conflict', problem, report);
  }
  return unseen.length > 0;
}

/** Lines that the server adds by itself, without another version: a letter that leaves once more is no other content. */
const ADDED: readonly string[] = ['letter_sent', 'letter_failed', 'reminded'];

/** Every version has its line in the history. */
const linesOf = ({ history }: Report): string =>
  history.flatMap(({ at, kind, officerId }) => (ADDED.includes(kind) ? [] : [`${at} ${kind} ${officerId}`])).join();

const isSame = (saw: Report | null, now: Report): boolean =>
  saw !== null && saw.version === now.version && linesOf(saw) === linesOf(now);
