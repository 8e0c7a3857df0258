import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { RmsRow } from '#shared/domain/rms-package.ts';
import type { rmsQuery } from '#shared/records-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';
import type { PackageRow } from './tables/records.ts';

/** How long a worker's claim on a package lasts. If the worker is killed, the package becomes due again after that. */
const LEASE_MS = 120_000;

/**
 * Whether a package reports an approval or its reversal, which makes earlier packages obsolete. Other packages only
 * supplement an earlier one.
 */
export const isDecision = ({ payload }: Pick<PackageRow, 'payload'>): boolean =>
  payload.kind === 'approved' || payload.kind === 'returned';

/**
 * Only the oldest queued package of a report can be taken, and none while an approval is in the error tray: a supplement
 * means nothing to a records system that does not have the report.
 */
const isFirst = (eb: ExpressionBuilder<Database, 'rms_package'>) =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('rms_package as earlier')
        .select('earlier.id')
        .whereRef('earlier.report_id', '=', 'rms_package.report_id')
        .whereRef('earlier.id', '<', 'rms_package.id')
        .where(
          sql<boolean>`(earlier.state = 'queued' or earlier.state = 'refused' and earlier.payload->>'kind' in ('approved', 'returned'))`,
        ),
    ),
  );

/** Claims packages that are due. */
export async function takeDuePackages(db: Kysely<Database>, now: Date, limit: number): Promise<PackageRow[]> {
  const due = db
    .selectFrom('rms_package')
    .select('id')
    .where('next_attempt_at', '<=', now)
    .where('state', '=', 'queued')
    .where(isFirst)
    .orderBy('next_attempt_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('rms_package')
    .set({ attempts: sql<number>`attempts + 1`, next_attempt_at: new Date(now.getTime() + LEASE_MS) })
    .where('id', 'in', due)
    .returningAll()
    .execute();
}

/** Returns when the next package that isn't waiting for an earlier one is due; null if none is queued. */
export async function nextPackageDue(db: Kysely<Database>): Promise<Date | null> {
  const row = await db
    .selectFrom('rms_package')
    .select((eb) => eb.fn.min('next_attempt_at').as('at'))
    .where('next_attempt_at', 'is not', null)
    .where(isFirst)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** All packages of a report that the caller has locked, oldest first. Their rows are locked until the transaction ends. */
export function packagesOf(trx: Transaction<Database>, reportId: string): Promise<PackageRow[]> {
  return trx
    .selectFrom('rms_package')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/**
 * Whether, according to the report's packages, the records system has or may soon have the report as approved. If it
 * doesn't, the reversal of an approval need not be sent.
 */
export function mayBeKnown(packages: readonly Pick<PackageRow, 'kind' | 'state' | 'handed_out_at'>[]): boolean {
  const last = packages.findLast((one) => one.state !== 'canceled' || one.handed_out_at !== null);
  // If a reversal was sent and then canceled, it may not have arrived, so the records system may still have the report as
  // approved.
  return last !== undefined && (last.kind === 'approved' || last.state === 'canceled');
}

/** The IDs of a report's files that the records system already has, no matter which package they were sent with. */
export async function filesSent(db: Kysely<Database>, reportId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('rms_package').select('files_sent').where('report_id', '=', reportId).execute();
  return new Set(rows.flatMap(({ files_sent }) => files_sent));
}

/** Records that a file has arrived, and extends the claim on its package for the next file. */
export async function markFileSent(db: Kysely<Database>, id: string, fileId: string, now: Date): Promise<void> {
  await db
    .updateTable('rms_package')
    .set({
      files_sent: sql`files_sent || ${JSON.stringify([fileId])}::jsonb`,
      next_attempt_at: new Date(now.getTime() + LEASE_MS),
    })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
}

/** Returns which of these packages still exist. */
export async function knownPackages(db: Kysely<Database>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('rms_package').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}

export async function findPackages(
  db: Kysely<Database>,
  { state, offset, limit }: z.output<typeof rmsQuery>,
  viewer: string | null,
): Promise<{ rows: RmsRow[]; total: number }> {
  const chosen = db
    .selectFrom('rms_package')
    .where('state', '=', state)
    .where(visibleTo(viewer, 'rms_package.report_id'));
  const rows = await chosen
    .selectAll()
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map(toRmsRow), total };
}

export function toRmsRow(row: PackageRow): RmsRow {
  return {
    id: row.id,
    reportId: row.report_id,
    kind: row.payload.kind,
    caseNumber: row.case_number,
    trackingNumber: row.payload.trackingNumber,
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at.toISOString(),
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    refusedAt: row.refused_at?.toISOString() ?? null,
    reason: row.reason,
    rmsNumber: row.rms_number,
  };
}
