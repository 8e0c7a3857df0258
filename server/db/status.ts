import type { Kysely } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { plainAccessCode } from '../auth/access-code.ts';
import { tokenHash } from '../auth/password.ts';
import { heldBy, type LinkKey } from './private-link.ts';
import { REPORT_COLUMNS, toReport } from './report.ts';
import type { Database } from './schema.ts';

/**
 * The report that belongs to a private access code, given as typed. The lookup uses the code's SHA-256, so its timing
 * reveals nothing about valid codes.
 */
export async function reportByCode(db: Kysely<Database>, code: string): Promise<Report | null> {
  const row = await db
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('access_hash', '=', tokenHash(plainAccessCode(code)))
    .executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** The report with this tracking number; null if there is none. */
export async function reportByNumber(db: Kysely<Database>, trackingNumber: string): Promise<Report | null> {
  const row = await db
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  return row === undefined ? null : toReport(row);
}

/** The state of the report with this tracking number; null if there is none. */
export async function stateOfNumber(db: Kysely<Database>, trackingNumber: string): Promise<ReportState | null> {
  const row = await db
    .selectFrom('report')
    .select('state')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  return row?.state ?? null;
}

/**
 * The report whose page a private link's key opens, if the link is live at `now`; null for anything else, including the
 * report's own access code.
 */
export async function reportByLink(db: Kysely<Database>, key: LinkKey, now: Date): Promise<Report | null> {
  const { hash, onPaper } = heldBy(key);
  const linked = await db
    .selectFrom('report')
    .innerJoin('private_link', 'private_link.report_id', 'report.id')
    .select(REPORT_COLUMNS)
    .where('token_hash', '=', hash)
    .where('on_paper', 'in', onPaper)
    .where('purpose', '=', 'status')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return linked === undefined ? null : toReport(linked);
}

/** The latest follow-up of a report, if the report is still waiting on the reporter. */
export async function followUpOf(db: Kysely<Database>, reportId: string) {
  const row = await db
    .selectFrom('report')
    .innerJoin('act', 'act.report_id', 'report.id')
    .select(['tracking_number', 'facts', 'corrections', 'state', 'history', 'act.act'])
    .where('report.id', '=', reportId)
    .where('act.kind', '=', 'follow_up')
    .where('state', 'in', ['awaiting_citizen', 'closed_no_answer'])
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.act.kind !== 'follow_up') return null;
  const { missing, question = null, note } = row.act;
  return {
    trackingNumber: row.tracking_number,
    language: knownFacts(row).who.language,
    asked: missing,
    question,
    note,
    state: row.state,
    history: row.history,
  };
}
