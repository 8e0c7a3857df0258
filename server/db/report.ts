import { type Kysely, sql, type Transaction } from 'kysely';
import type { NewEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { type AuditEntry, auditCall } from './audit.ts';
import { telling } from './news.ts';
import type { Database, ReportChange, ReportRow } from './schema.ts';
import { type Write, writeTogether } from './write-together.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** The columns of a `ReportRow`. */
export const REPORT_COLUMNS = [
  'report.id',
  'report.tracking_number',
  'report.kind',
  'report.state',
  'report.version',
  'report.received_at',
  'report.changed_at',
  'report.changed_txid',
  'report.offense_code',
  'report.case_number',
  'report.facts',
  'report.history',
  'report.attachments',
  'report.notice',
  'report.submission_id',
  'report.corrections',
  'report.assigned_to',
  'report.claim',
  'report.decided_by',
  'report.duplicate_of',
  'report.access_hash',
  'report.hold',
] as const satisfies readonly `report.${keyof ReportRow}`[];

/** The report as the contract has it. */
export function toReport(row: ReportRow): Report {
  return {
    id: row.id,
    trackingNumber: row.tracking_number,
    kind: row.kind,
    state: row.state,
    version: row.version,
    receivedAt: row.received_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    offenseCode: row.offense_code,
    caseNumber: row.case_number,
    facts: row.facts,
    attachments: row.attachments,
    history: row.history,
    corrections: row.corrections,
    assignedTo: row.assigned_to,
    claim: row.claim,
    decidedBy: row.decided_by,
    duplicateOf: row.duplicate_of,
  };
}

export async function findReport(db: Queries, id: string): Promise<Report | null> {
  const row = await db.selectFrom('report').select(REPORT_COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** Reads a report and holds its row until the transaction ends, so that two acts come one after the other. */
export async function lockReport(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx.selectFrom('report').select(REPORT_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** As `lockReport`, but null as well when somebody else holds the row now: for jobs, which come again. */
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
 * Changes a report that the caller has locked: its next version, one more line in its history, and the news of it.
 * @param along writes of the same act that go into the same statement, and the audit row that ends it.
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
  if (changed === undefined) throw new Error('the report went away under its lock');
  return changed;
}

/** The id of the running transaction; every write of a report stores it, because the change feed goes by it. */
export const thisTransaction = sql<string>`pg_current_xact_id()`;
