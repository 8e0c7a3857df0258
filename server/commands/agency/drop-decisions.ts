import { appendAudit } from '#server/db/audit.ts';
import { doneAmong } from '#server/db/dropped.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { DropRequest } from '#shared/journal-api.ts';

/**
 * Records an officer's statement that these decisions must no longer be carried out, because an unreachable workstation
 * may still hold them. Dropping a decision and carrying it out both lock its reports' rows. So each decision either has
 * already been carried out, which the response reports, or will be refused if it arrives later. Idempotent.
 */
export async function dropDecisions(
  deps: Deps,
  { decisions }: DropRequest,
  { id: sessionId, officer }: Session,
  source: string,
): Promise<{ done: string[] }> {
  const at = deps.now();
  const ids = [...new Set(decisions.map(({ id }) => id))];
  return inTransaction(deps.db, async (trx) => {
    const reports = decisions.map(({ reportId }) => reportId);
    const held = await trx
      .selectFrom('report')
      .select('id')
      .where('id', 'in', reports)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    const there = new Set(held.map(({ id }) => id));
    const done = await doneAmong(trx, officer.id, ids);
    // If the report was deleted, there is nothing left to carry out.
    const values = decisions
      .filter(({ id, reportId }) => !done.has(id) && there.has(reportId))
      .map(({ id, reportId }) => ({ id, officer_id: officer.id, report_id: reportId, dropped_at: at }));
    if (values.length > 0) {
      const insert = trx.insertInto('dropped_decision').values(values);
      await insert.onConflict((same) => same.doNothing()).execute();
    }
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'journal.drop',
      target: sessionId,
      outcome: 'success',
      source,
      detail: { dropped: ids.filter((id) => !done.has(id)), done: [...done] },
    });
    return { done: [...done] };
  });
}
