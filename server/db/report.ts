import { type Kysely, sql, type Transaction } from 'kysely';
import type { NewEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { type AuditEntry, auditCall } from './audit.ts';
import { telling } from './news.ts';
import type { Database, ReportChange, ReportRow } from './schema.ts';
import { type Write, writeTogether } from './write-together.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * The JSON of a report as sent to all clients. The table stores it (trigger `keep_feed_text`), and only
 * `report_feed_text` builds it, so pulls, requests for one report and rule checks all use the same text.
 */
export const reportText = sql<string>`coalesce(report.feed_text, report_feed_text(report))`;

/** The columns of a `ReportRow`: the text, and the columns that commands need separately. */
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
  // We wrote it ourselves, from columns that were validated when they arrived.
  return JSON.parse(text) as Report;
}

export async function findReport(db: Queries, id: string): Promise<Report | null> {
  const row = await db.selectFrom('report').select(reportText.as('text')).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** Reads a report and locks its row until the transaction ends, so two acts run one after the other. */
export async function lockReport(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx.selectFrom('report').select(REPORT_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** Like `lockReport`, but returns null when someone else holds the row: for jobs, which run again anyway. */
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
 * Changes a report that the caller has locked: raises its version, adds a line to its history, and announces it.
 * @param along writes of the same act for the same statement, and the audit row that ends it.
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

/** The ID of the running transaction; every write of a report stores it, because the change feed is ordered by it. */
export const thisTransaction = sql<string>`pg_current_xact_id()`;
