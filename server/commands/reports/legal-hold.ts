import { appendAudit } from '#server/db/audit.ts';
import { lockReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { LegalHold } from '#server/db/tables/reports.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Puts a legal hold on a report; null lifts it. Officers don't see holds, so this is not announced on the change feed.
 * @throws AppError `not_found`.
 */
export async function setHold(
  deps: Deps,
  reportId: string,
  why: string | null,
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) throw new AppError('not_found');
    const by = { id: officer.id, displayName: officer.displayName };
    const hold: LegalHold | null = why === null ? null : { by, at: at.toISOString(), why };
    if (hold === null && row.hold === null) return;
    await trx
      .updateTable('report')
      .set({ hold: hold === null ? null : JSON.stringify(hold) })
      .where('id', '=', reportId)
      .execute();
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: hold === null ? 'report.release' : 'report.hold',
      target: reportId,
      outcome: 'success',
      source,
      detail: {},
    });
  });
}
