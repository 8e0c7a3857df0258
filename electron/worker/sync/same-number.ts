import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { Stores } from '../db/stores.ts';
import type { Tx } from '../db/write.ts';

/**
 * A server restored from a backup continues counting report versions from the backup, so a version number may be reused
 * for different content. The server would then apply a pending act to content that the officer never saw. This turns such
 * an act into a conflict before it is sent, even if its version number has not been reused yet. An act that was possibly
 * sent is sent again with its key, because the backup may already contain it. Call this in the transaction that stores
 * the report, before storing it.
 * @param generation the generation of the full pull that the report comes from.
 * @returns whether there was such an act.
 */
export function conflictsOfSameNumber(
  tx: Tx,
  { reports, outbox }: Pick<Stores, 'reports' | 'outbox'>,
  report: Report,
  generation: number,
): boolean {
  const before = reports.versionOf(report.id);
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

/**
 * History entries that the server adds without incrementing the version. Sending a letter, for example, does not change
 * the report's content.
 */
const ADDED: readonly string[] = ['letter_sent', 'letter_failed', 'reminded'];

/** Returns a fingerprint of the report's history; every version adds a history entry. */
const linesOf = ({ history }: Report): string =>
  history.flatMap(({ at, kind, officerId }) => (ADDED.includes(kind) ? [] : [`${at} ${kind} ${officerId}`])).join();

const isSame = (saw: Report | null, now: Report): boolean =>
  saw !== null && saw.version === now.version && linesOf(saw) === linesOf(now);
