import { type Kysely, sql, type Transaction } from 'kysely';
import type { Report } from '#shared/domain/report.ts';
import type { Database, ReportRow } from './schema.ts';

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

export async function trackingNumberExists(db: Queries, trackingNumber: string): Promise<boolean> {
  const row = await db
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  return row !== undefined;
}

/** The id of the running transaction; every write of a report stores it, because the change feed goes by it. */
export const thisTransaction = sql<string>`pg_current_xact_id()`;
