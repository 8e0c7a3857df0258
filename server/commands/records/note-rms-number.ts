import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { rmsNumberOf } from '#shared/domain/rms-number.ts';

/**
 * Adds the records system's own number to the acknowledged package, and to the report's history unless it is there.
 * @returns whether it was added to the history.
 */
export async function addRmsNumber(
  trx: Transaction<Database>,
  given: { packageId: string; reportId: string; number: string },
  at: Date,
): Promise<boolean> {
  const report = await lockReport(trx, given.reportId);
  await trx.updateTable('rms_package').set({ rms_number: given.number }).where('id', '=', given.packageId).execute();
  if (report === null || rmsNumberOf(toReport(report)) === given.number) return false;
  const event = { code: 'rms_number', params: { number: given.number } } as const;
  const entry = { at: at.toISOString(), kind: 'noted', by: null, event, note: null, letter: null } as const;
  await appendHistory(trx, given.reportId, entry, at);
  return true;
}

/** Like `addRmsNumber`, for an acknowledgment that arrives after the package was delivered. */
export async function noteRmsNumber(deps: Deps, packageId: string, number: string | null): Promise<void> {
  if (number === null) return;
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const row = await trx.selectFrom('rms_package').select('report_id').where('id', '=', packageId).executeTakeFirst();
    if (row === undefined || !(await addRmsNumber(trx, { packageId, reportId: row.report_id, number }, at))) return;
    await appendAudit(trx, {
      at,
      actor: 'records system',
      action: 'rms.acknowledge',
      target: packageId,
      outcome: 'success',
      source: 'records system',
      detail: { report: row.report_id },
    });
  });
}
