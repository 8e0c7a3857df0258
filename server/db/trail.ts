import { type Kysely, sql, type Transaction } from 'kysely';
import type { ByLanguage } from '#shared/domain/by-language.ts';
import type { Opening, UndoneAct } from '#shared/domain/trail.ts';
import type { OpeningQuery, OpeningRow, UndoneRow } from '#shared/trail-api.ts';
import { visibleTo } from './hidden-reports.ts';
import { numbersOf, saveOpenings } from './openings.ts';
import type { Database } from './schema.ts';

/** Maximum number of undone acts listed next to openings. */
const MOST_UNDONE = 100;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Saves openings and undone acts from a workstation; returns how many were about a report that exists or existed. */
export async function saveTrail(
  trx: Transaction<Database>,
  officerId: string,
  given: { openings: readonly Opening[]; undone: readonly UndoneAct[] },
): Promise<{ openings: number; undone: number }> {
  const numbers = await numbersOf(trx, [...new Set([...given.openings, ...given.undone].map((one) => one.reportId))]);
  await saveOpenings(trx, officerId, given.openings, numbers);
  const undone = given.undone.flatMap(({ id, reportId, kind, pressedAt, undoneAt }) => {
    const number = numbers.get(reportId);
    if (number === undefined) return [];
    const about = { id, officer_id: officerId, report_id: reportId, tracking_number: number, kind };
    return [{ ...about, pressed_at: new Date(pressedAt), undone_at: new Date(undoneAt) }];
  });
  if (undone.length > 0) {
    await trx
      .insertInto('undone_act')
      .values(undone)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const known = new Set(given.openings.filter(({ reportId }) => numbers.has(reportId)).map(({ id }) => id));
  return { openings: known.size, undone: undone.length };
}

/**
 * One page of openings, newest first. The first page also has the newest undone acts. Excludes reports that `viewer`
 * will review blind.
 */
export async function findOpenings(
  db: Kysely<Database>,
  { reportId, officerId, trackingNumber, from, to, afterAt, afterId, limit }: OpeningQuery,
  viewer: string | null,
): Promise<{ rows: OpeningRow[]; undone: UndoneRow[]; more: boolean }> {
  let page = db
    .selectFrom('opening')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .selectAll('opening')
    .select('display_name')
    .where(visibleTo(viewer, 'opening.report_id'))
    .select(sql<boolean>`not exists (select from report where report.id = opening.report_id)`.as('removed'))
    .orderBy('first_at', 'desc')
    .orderBy('opening.id', 'desc')
    .limit(limit + 1);
  let undone = db
    .selectFrom('undone_act')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .where(visibleTo(viewer, 'undone_act.report_id'))
    .selectAll('undone_act')
    .select('display_name')
    .orderBy('undone_at', 'desc')
    .limit(MOST_UNDONE);
  if (reportId !== undefined) {
    page = page.where('report_id', '=', reportId);
    undone = undone.where('report_id', '=', reportId);
  }
  if (officerId !== undefined) {
    page = page.where('officer_id', '=', officerId);
    undone = undone.where('officer_id', '=', officerId);
  }
  if (trackingNumber !== undefined) {
    page = page.where('opening.tracking_number', '=', trackingNumber);
    undone = undone.where('undone_act.tracking_number', '=', trackingNumber);
  }
  if (from !== undefined) {
    page = page.where('last_at', '>=', new Date(from));
    undone = undone.where('undone_at', '>=', new Date(from));
  }
  if (to !== undefined) {
    page = page.where('first_at', '<', new Date(to));
    undone = undone.where('undone_at', '<', new Date(to));
  }
  if (afterAt !== undefined) {
    page = page.where(
      sql<boolean>`(first_at, opening.id) < (${new Date(afterAt)}::timestamptz, ${afterId ?? NO_ID}::uuid)`,
    );
  }
  const [rows, acts] = await Promise.all([page.execute(), afterAt === undefined ? undone.execute() : []]);
  return {
    rows: rows.slice(0, limit).map((row) => ({
      officer: { id: row.officer_id, displayName: row.display_name },
      reportId: row.report_id,
      trackingNumber: row.tracking_number,
      id: row.id,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      seconds: row.seconds,
      uses: row.uses,
      offline: row.offline,
      removed: row.removed,
    })),
    undone: acts.map((row) => ({
      officer: { id: row.officer_id, displayName: row.display_name },
      reportId: row.report_id,
      trackingNumber: row.tracking_number,
      id: row.id,
      kind: row.kind,
      pressedAt: row.pressed_at.toISOString(),
      undoneAt: row.undone_at.toISOString(),
    })),
    more: rows.length > limit,
  };
}

/** Everyone who reviews reports, or has decided or opened any, by name. */
export async function listTrailOfficers(db: Kysely<Database>) {
  const rows = await db
    .selectFrom('officer')
    .select(['id', 'name', 'display_name', 'role', 'disabled_at'])
    .where((eb) =>
      eb.or([
        eb('role', 'in', ['officer', 'supervisor']),
        eb.exists(eb.selectFrom('decision').select('decision.id').whereRef('officer_id', '=', 'officer.id')),
        eb.exists(eb.selectFrom('opening').select('opening.id').whereRef('officer_id', '=', 'officer.id')),
      ]),
    )
    .orderBy('display_name')
    .orderBy('id')
    .limit(5000)
    .execute();
  return rows.map(({ id, name, display_name, role, disabled_at }) => ({
    id,
    name,
    displayName: display_name,
    role,
    disabled: disabled_at !== null,
  }));
}

/** Reasons of past rejections that the policy in force no longer offers, each with its last title. */
export async function listPastReasons(db: Kysely<Database>) {
  const { rows } = await sql<{ code: string; title: ByLanguage<string> }>`
    with recursive used (code) as (
      select min(reason_code) from decision where reason_code is not null
      union all
      select (select min(reason_code) from decision where reason_code > used.code) from used where used.code is not null
    ),
    worded as (
      select distinct on (reason ->> 'code') reason ->> 'code' as code, reason -> 'title' as title, version
      from policy, jsonb_array_elements(doc -> 'reasons') as reason order by reason ->> 'code', version desc
    )
    select code, title from used join worded using (code)
    where version < (select max(version) from policy) order by code`.execute(db);
  return rows;
}
