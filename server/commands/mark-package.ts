import { appendAudit } from '../db/audit.ts';
import type { PackageRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

/** The records system has it. */
export function markDelivered(deps: Deps, row: PackageRow): Promise<void> {
  return finish(deps, row, { state: 'delivered', delivered_at: deps.now(), reason: null });
}

/** The records system will not have it as it is: into the error tray, with its reason. */
export function markRefused(deps: Deps, row: PackageRow, reason: string): Promise<void> {
  return finish(deps, row, { state: 'refused', refused_at: deps.now(), reason: reason.slice(0, MOST_REASON) });
}

/** It stays queued and is tried again after a while. */
export async function markPackageRetry(deps: Deps, row: PackageRow, reason: string, delayMs: number): Promise<void> {
  await deps.db
    .updateTable('rms_package')
    .set({ reason: reason.slice(0, MOST_REASON), next_attempt_at: new Date(deps.now().getTime() + delayMs) })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .execute();
}

const MOST_REASON = 500;

async function finish(
  deps: Deps,
  row: PackageRow,
  mark: { state: 'delivered' | 'refused'; delivered_at?: Date; refused_at?: Date; reason: string | null },
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    const marked = await trx
      .updateTable('rms_package')
      .set({ ...mark, next_attempt_at: null })
      .where('id', '=', row.id)
      .where('state', '=', 'queued')
      .executeTakeFirst();
    // Its lease ran out and another worker was quicker.
    if (marked.numUpdatedRows === 0n) return;
    await appendAudit(trx, {
      at: deps.now(),
      actor: 'records hand-over',
      action: 'rms.deliver',
      target: row.id,
      outcome: mark.state === 'delivered' ? 'success' : 'failure',
      source: 'records hand-over',
      detail: { report: row.report_id, kind: row.kind, attempts: row.attempts },
    });
  });
}
