import { sql, type Transaction } from 'kysely';
import { staysOnFile } from '#shared/domain/workflow.ts';
import { announce } from './news.ts';
import { REPORT_COLUMNS, thisTransaction } from './report.ts';
import type { Database } from './schema.ts';
import type { ReportRow } from './tables/reports.ts';

/** Key of the lock that prevents two reports from becoming duplicates of each other at the same time. */
const DUPLICATES_LOCK = 7_021_009;

/**
 * Prevents other transactions from marking duplicates until this one ends. Take this lock before locking any report, or a
 * deadlock is possible.
 */
export async function lockDuplicates(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DUPLICATES_LOCK})`.execute(trx);
}

/**
 * Returns the report with a tracking number, the tracking number of its primary (its own if it is not a duplicate), and
 * whether the primary stays on file; null if there is no such report. The caller must hold `lockDuplicates`.
 */
export async function primaryOf(
  trx: Transaction<Database>,
  trackingNumber: string,
): Promise<{ named: ReportRow; primary: string; stays: boolean } | null> {
  const named = await trx
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  if (named === undefined) return null;
  if (named.duplicate_of === null) return { named, primary: trackingNumber, stays: staysOnFile(named.state) };
  const primary = await trx
    .selectFrom('report')
    .select('state')
    .where('tracking_number', '=', named.duplicate_of)
    .executeTakeFirst();
  return { named, primary: named.duplicate_of, stays: primary !== undefined && staysOnFile(primary.state) };
}

/** When a report becomes a duplicate, makes its own duplicates point to the new primary. */
export async function repoint(trx: Transaction<Database>, from: string, to: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('report')
    .set({ duplicate_of: to, changed_txid: thisTransaction })
    .where('duplicate_of', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await announce(trx, 'reports');
}

/**
 * When a report is no longer a duplicate, makes its own duplicates, and their duplicates in turn, point to it again
 * instead of its former primary.
 */
export async function pointBack(trx: Transaction<Database>, to: ReportRow, from: string): Promise<void> {
  const { rows } = await sql`
    with recursive moved as (
      select report.id, tracking_number, (
        select act->>'duplicateOf' from act where act.report_id = report.id and kind = 'reject'
        order by decided_at desc, id desc limit 1) as named
      from report where duplicate_of = ${from} and report.id <> ${to.id}
    ), behind as (
      select id, tracking_number from moved where named = ${to.tracking_number}
      union
      select moved.id, moved.tracking_number from moved join behind on moved.named = behind.tracking_number
    )
    update report set duplicate_of = ${to.tracking_number}, changed_txid = ${thisTransaction}
    where id in (select id from behind) returning id`.execute(trx);
  if (rows.length > 0) await announce(trx, 'reports');
}

export async function idOfNumber(trx: Transaction<Database>, trackingNumber: string): Promise<string | null> {
  const row = await trx
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  return row?.id ?? null;
}
