import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { RmsRow } from '#shared/domain/rms-package.ts';
import type { rmsQuery } from '#shared/process-api.ts';
import type { Database, PackageRow } from './schema.ts';

/** A package that is being handed over is nobody else's for this long; after a kill it comes up again. */
const LEASE_MS = 120_000;

/**
 * Takes packages that are due. Of one report only the oldest waits to be taken, so that an approval and its return
 * arrive in their order; one in the error tray holds up what comes after it.
 */
export async function takeDuePackages(db: Kysely<Database>, now: Date, limit: number): Promise<PackageRow[]> {
  const due = db
    .selectFrom('rms_package')
    .select('id')
    .where('next_attempt_at', '<=', now)
    .where('state', '=', 'queued')
    .where(
      sql<boolean>`not exists (select 1 from rms_package earlier where earlier.report_id = rms_package.report_id
        and earlier.id < rms_package.id and earlier.state in ('queued', 'refused'))`,
    )
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

/** When the next package is due, or null when none waits. */
export async function nextPackageDue(db: Kysely<Database>): Promise<Date | null> {
  const row = await db
    .selectFrom('rms_package')
    .select((eb) => eb.fn.min('next_attempt_at').as('at'))
    .where('next_attempt_at', 'is not', null)
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function findPackages(
  db: Kysely<Database>,
  { state, offset, limit }: z.output<typeof rmsQuery>,
): Promise<{ rows: RmsRow[]; total: number }> {
  const chosen = db.selectFrom('rms_package').where('state', '=', state);
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
    kind: row.kind,
    caseNumber: row.case_number,
    trackingNumber: row.payload.trackingNumber,
    state: row.state,
    attempts: row.attempts,
    queuedAt: row.queued_at.toISOString(),
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    refusedAt: row.refused_at?.toISOString() ?? null,
    reason: row.reason,
  };
}
