import { type Kysely, sql, type Transaction } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { telling } from './news.ts';
import type { Database, ReportChange, ReportRow } from './schema.ts';
import { type Write, writeTogether } from './write-together.ts';

type Queries = Kysely<Database> | Transaction<Database>;

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
  const row = await db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** Reads a report and holds its row until the transaction ends, so that two acts come one after the other. */
export async function lockReport(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx.selectFrom('report').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** As `lockReport`, but null as well when somebody else holds the row now: for jobs, which come again. */
export async function lockReportNow(trx: Transaction<Database>, id: string): Promise<ReportRow | null> {
  const row = await trx
    .selectFrom('report')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Changes a report that the caller has locked: its next version, one more line in its history, and the news of it.
 * @param along writes of the same act that go into the same statement.
 * @returns the report as it is now.
 */
export async function changeReport(
  trx: Transaction<Database>,
  row: Pick<ReportRow, 'id' | 'version'>,
  change: { at: Date; entry: HistoryEntry; set?: ReportChange },
  along: readonly Write[] = [],
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
    .returningAll()
    .returning(telling('reports'));
  const [changed] = await writeTogether<ReportRow>(trx, along, update);
  if (changed === undefined) throw new Error('the report went away under its lock');
  return changed;
}

/** The id of the running transaction; every write of a report stores it, because the change feed goes by it. */
export const thisTransaction = sql<string>`pg_current_xact_id()`;
