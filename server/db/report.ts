import { type Kysely, sql, type Transaction } from 'kysely';
import type { NewEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { type AuditEntry, auditCall } from './audit.ts';
import { telling } from './news.ts';
import type { Database } from './schema.ts';
import type { ReportChange, ReportRow } from './tables/reports.ts';
import { type Write, writeTogether } from './write-together.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * The JSON of a report as sent to all clients. It is stored in the table (trigger `keep_feed_text`) and built only by
 * `report_feed_text`, so that pulls, requests for a single report and rule checks all use the same text.
 */
export const reportText = sql<string>`coalesce(report.feed_text, report_feed_text(report))`;

/** The columns of a `ReportRow`: the report's JSON text, and the columns that commands need separately. */
export const REPORT_COLUMNS = [
  'report.id',
  'report.tracking_number',
  'report.kind',
  'report.state',
  'report.version',
  'report.received_at',
  'report.offense_code',
  'report.case_number',
  'report.claim',
  'report.duplicate_of',
  'report.access_hash',
  'report.hold',
  reportText.as('text'),
] as const;

/** Converts a row to the report in the API contract. */
export function toReport({ text }: Pick<ReportRow, 'text'>): Report {
  // The server built this text itself, from columns that were validated on arrival.
  return JSON.parse(text) as Report;
}

export async function findReport(db: Queries, id: string): Promise<Report | null> {
  const row = await db.selectFrom('report').select(reportText.as('text')).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** Reads a report and locks its row until the transaction ends, so that two acts on it run one after the other. */
export async function lockReport(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx.selectFrom('report').select(REPORT_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** Like `lockReport`, but returns null if the row is already locked. For jobs, which will run again later. */
export async function lockReportNow(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Changes a report that the caller has locked: raises its version, adds an entry to its history, and announces the
 * change.
 * @param along further writes of the same act to include in the same statement, and the audit row to append last.
 * @returns the report as it is now.
 */
export async function changeReport(
  trx: Transaction<Database>,
  row: Pick<ReportRow, 'id' | 'version'>,
  change: { at: Date; entry: NewEntry; set?: ReportChange },
  along: { writes?: readonly Write[]; audit?: AuditEntry } = {},
): Promise<ReportRow> {
  const update = trx
    .updateTable('report')
    .set({
      ...change.set,
      version: row.version + 1,
      changed_at: change.at,
      changed_txid: thisTransaction,
      history: sql`history || ${JSON.stringify([change.entry])}::jsonb`,
    })
    .where('id', '=', row.id)
    .returning(REPORT_COLUMNS)
    .returning(telling('reports'));
  const { writes = [], audit } = along;
  const [changed] = await writeTogether<ReportRow>(trx, writes, update, audit && auditCall(audit));
  if (changed === undefined) throw new Error('the report disappeared while it was locked');
  return changed;
}

/**
 * The ID of the current transaction. Every write of a report stores it, because it determines the order of the change
 * feed.
 */
export const thisTransaction = sql<string>`pg_current_xact_id()`;
