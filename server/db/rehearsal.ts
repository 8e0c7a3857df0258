import { sql } from 'kysely';
import type { Act } from '#shared/domain/act.ts';
import { asSeen } from '#shared/domain/as-seen.ts';
import type { Report } from '#shared/domain/report.ts';
import { RESTARTS } from '#shared/domain/waiting.ts';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Db } from './open.ts';
import { reportText, toReport } from './report.ts';

/**
 * Ids of the newest acts that decided a report or sent a follow-up. Excludes reports that `viewer` will review blind.
 */
export async function newestDecisions(db: Db, limit: number, viewer: string | null): Promise<string[]> {
  const rows = await db
    .selectFrom('act')
    .select('id')
    .where('kind', 'in', ['approve', 'reject', 'follow_up'])
    .where(visibleTo(viewer, 'act.report_id'))
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Returns when each open report began waiting for the agency, newest report first. Excludes reports that `viewer` will
 * review blind.
 */
export async function openSince(db: Db, viewer: string | null): Promise<{ id: string; since: string }[]> {
  const { rows } = await sql<{ id: string; since: string }>`
    select id, coalesce((
        select entry ->> 'at' from jsonb_array_elements(history) with ordinality as told (entry, nth)
        where entry ->> 'kind' = any(${[...RESTARTS]}::text[]) order by nth desc limit 1),
      to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as since
    from report where state in (${sql.join(OPEN_STATES.map((state) => sql.lit(state)))}) and state <> 'awaiting_citizen'
      and ${visibleTo(viewer, 'report.id')}
    order by id desc`.execute(db);
  return rows;
}

export async function newestOpen(db: Db, limit: number, viewer: string | null): Promise<string[]> {
  const rows = await db
    .selectFrom('report')
    .select('id')
    .where('state', 'in', [...OPEN_STATES])
    .where(visibleTo(viewer, 'report.id'))
    // IDs begin with a timestamp, so this order is newest first.
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Decisions with their reports as their officers saw them; reports that have been removed are left out. */
export async function decisionsWithReports(db: Db, ids: readonly string[]): Promise<{ act: Act; report: Report }[]> {
  const rows = await db
    .selectFrom('act')
    .innerJoin('report', 'report.id', 'act.report_id')
    .select(['act.id', 'act', 'seen', 'event', 'act.officer_id', 'act.decided_at', reportText.as('text')])
    .where('act.id', 'in', [...ids])
    .execute();
  return inOrder(rows, ids).map(({ act, seen, event, officer_id: officerId, decided_at: at, text }) => {
    const decided = { at: at.toISOString(), officerId, eventCode: event.code, seenVersion: seen.reportVersion };
    const [report] = asSeen(toReport({ text }), decided);
    return { act, report };
  });
}

export async function reportsOf(db: Db, ids: readonly string[]): Promise<Report[]> {
  const rows = await db
    .selectFrom('report')
    .select(['id', reportText.as('text')])
    .where('id', 'in', [...ids])
    .execute();
  return inOrder(rows, ids).map(toReport);
}

function inOrder<Row extends { id: string }>(rows: readonly Row[], ids: readonly string[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
