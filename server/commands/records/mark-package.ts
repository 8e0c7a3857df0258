import type { Updateable } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { isDecision, packagesOf } from '#server/db/packages.ts';
import { lockReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { PackageRow } from '#server/db/tables/records.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { addRmsNumber } from './note-rms-number.ts';

/** Marks a package as accepted by the records system, which may have returned its own number. */
export function markDelivered(deps: Deps, row: PackageRow, number: string | null): Promise<void> {
  return finish(deps, row, { state: 'delivered', delivered_at: deps.now(), reason: null }, number);
}

/**
 * Records, before a package is sent, that the records system may have received it.
 * @returns false if it must not be sent anymore because its approval has been reversed.
 */
export async function markHandedOut(deps: Deps, row: PackageRow): Promise<boolean> {
  const { numUpdatedRows } = await deps.db
    .updateTable('rms_package')
    .set({ handed_out_at: row.handed_out_at ?? deps.now() })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Handles the records system's rejection of a package: moves it to the error tray with the reason or, if the report has
 * been decided again since, cancels it in favor of the newer package.
 * @param row the package as it was before it was sent. A package that is explicitly refused on its first attempt counts
 * as never received.
 */
export function markRefused(
  deps: Deps,
  row: PackageRow,
  reason: string,
  { plainly }: { plainly: boolean },
): Promise<void> {
  return finish(deps, row, {
    state: 'refused',
    refused_at: deps.now(),
    reason: reason.slice(0, MOST_REASON),
    ...(plainly ? { handed_out_at: row.handed_out_at } : {}),
  });
}

/** Leaves the package in the queue and schedules a retry. */
export async function markPackageRetry(deps: Deps, row: PackageRow, reason: string, delayMs: number): Promise<void> {
  await deps.db
    .updateTable('rms_package')
    .set({ reason: reason.slice(0, MOST_REASON), next_attempt_at: new Date(deps.now().getTime() + delayMs) })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .execute();
}

/** Leaves the package in the queue because it must not be sent yet, which doesn't count as an attempt. */
export async function markPackageWaits(deps: Deps, row: PackageRow, reason: string, delayMs: number): Promise<void> {
  await deps.db
    .updateTable('rms_package')
    .set({ reason, attempts: row.attempts - 1, next_attempt_at: new Date(deps.now().getTime() + delayMs) })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .execute();
}

const MOST_REASON = 500;

async function finish(
  deps: Deps,
  row: PackageRow,
  mark: { state: 'delivered' | 'refused'; reason: string | null } & Pick<
    Updateable<Database['rms_package']>,
    'delivered_at' | 'refused_at' | 'handed_out_at'
  >,
  number: string | null = null,
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    // Newer packages are queued while the report is locked, so lock it before checking for them.
    if (number !== null) await lockReport(trx, row.report_id);
    const superseded =
      mark.state === 'refused' &&
      (await lockReport(trx, row.report_id)) !== null &&
      (await packagesOf(trx, row.report_id)).some(
        (one) => one.id > row.id && one.state !== 'canceled' && isDecision(one),
      );
    const end = superseded
      ? { state: 'canceled' as const, reason: `${mark.reason} A newer package took its place.` }
      : {};
    const marked = await trx
      .updateTable('rms_package')
      .set({ ...mark, ...end, next_attempt_at: null })
      .where('id', '=', row.id)
      .where('state', '=', 'queued')
      .executeTakeFirst();
    // The lease expired and another worker finished first.
    if (marked.numUpdatedRows === 0n) return;
    if (number !== null) await addRmsNumber(trx, { packageId: row.id, reportId: row.report_id, number }, deps.now());
    await appendAudit(trx, {
      at: deps.now(),
      actor: 'records system',
      action: 'rms.deliver',
      target: row.id,
      outcome: mark.state === 'delivered' ? 'success' : 'failure',
      source: 'records system',
      detail: { report: row.report_id, kind: row.kind, attempts: row.attempts },
    });
  });
}
