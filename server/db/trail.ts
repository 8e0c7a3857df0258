import { type Kysely, sql, type Transaction } from 'kysely';
import { OPENING_MS, type Opening, type OpeningUse, type UndoneAct } from '#shared/domain/trail.ts';
import type { OpeningQuery, OpeningRow, UndoneRow } from '#shared/trail-api.ts';
import { uuidv7 } from '../uuid.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Maximum number of undone acts listed next to openings. */
const MOST_UNDONE = 100;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Tracking numbers of reports that exist or existed, by id. */
async function numbersOf(db: Queries, reportIds: string[]): Promise<Map<string, string>> {
  if (reportIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('report')
    .select(['id', 'tracking_number'])
    .where('id', 'in', reportIds)
    .unionAll(
      db
        .selectFrom('removed_report')
        .select(['report_id as id', 'tracking_number'])
        .where('report_id', 'in', reportIds),
    )
    .execute();
  return new Map(rows.map(({ id, tracking_number }) => [id, tracking_number]));
}

/**
 * Saves what a workstation sent; returns how many rows were about a report that exists or existed. A row that is already
 * there is replaced only by a later state of the same officer's row.
 */
export async function saveTrail(
  trx: Transaction<Database>,
  officerId: string,
  given: { openings: readonly Opening[]; undone: readonly UndoneAct[] },
): Promise<{ openings: number; undone: number }> {
  const numbers = await numbersOf(trx, [...new Set([...given.openings, ...given.undone].map((one) => one.reportId))]);
  // PostgreSQL refuses to change one row twice in a statement.
  const latest = [...new Map(given.openings.map((one) => [one.id, one])).values()];
  const openings = latest.flatMap((one) => {
    const number = numbers.get(one.reportId);
    if (number === undefined) return [];
    const { id, firstAt, lastAt, seconds, uses, offline } = one;
    const about = { id, officer_id: officerId, report_id: one.reportId, tracking_number: number };
    return [
      {
        ...about,
        first_at: new Date(firstAt),
        last_at: new Date(lastAt),
        seconds,
        uses: JSON.stringify(uses),
        offline,
      },
    ];
  });
  const undone = given.undone.flatMap(({ id, reportId, kind, pressedAt, undoneAt }) => {
    const number = numbers.get(reportId);
    if (number === undefined) return [];
    const about = { id, officer_id: officerId, report_id: reportId, tracking_number: number, kind };
    return [{ ...about, pressed_at: new Date(pressedAt), undone_at: new Date(undoneAt) }];
  });
  if (openings.length > 0) {
    await trx
      .insertInto('opening')
      .values(openings)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((eb) => ({
            last_at: eb.ref('excluded.last_at'),
            seconds: eb.ref('excluded.seconds'),
            uses: eb.ref('excluded.uses'),
            offline: eb.ref('excluded.offline'),
          }))
          .whereRef('opening.officer_id', '=', 'excluded.officer_id')
          .whereRef('opening.report_id', '=', 'excluded.report_id')
          .whereRef('opening.last_at', '<=', 'excluded.last_at'),
      )
      .execute();
  }
  if (undone.length > 0) {
    await trx
      .insertInto('undone_act')
      .values(undone)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return { openings: openings.length, undone: undone.length };
}

/**
 * Records that the server handed reports out: one row for each officer, report and use within ten minutes, like those of
 * workstations. Reports that never existed are ignored.
 */
export async function noteOpenings(
  trx: Transaction<Database>,
  given: {
    officerId: string;
    reportIds: readonly string[];
    use: Extract<OpeningUse, 'found' | 'reviewed' | 'as_seen' | 'exported'>;
    at: Date;
  },
): Promise<void> {
  const { officerId, use, at } = given;
  const reportIds = [...new Set(given.reportIds)];
  await sql`
    with asked as (select * from unnest(${reportIds.map(() => uuidv7(at))}::uuid[], ${reportIds}::uuid[]) as one (id, report_id)),
    again as (
      update opening set last_at = ${at},
        uses = jsonb_set(uses, array[${use}::text], to_jsonb(least((uses ->> ${use}::text)::int + 1, 100000)))
      where report_id in (select report_id from asked) and officer_id = ${officerId}
        and first_at > ${new Date(at.getTime() - OPENING_MS)} and uses ? ${use}::text
      returning report_id
    ),
    numbered as (
      select id as report_id, tracking_number from report
      union all select report_id, tracking_number from removed_report
    )
    insert into opening (id, officer_id, report_id, tracking_number, first_at, last_at, seconds, uses, offline)
    select id, ${officerId}::uuid, report_id, tracking_number, ${at}, ${at}, 0, jsonb_build_object(${use}::text, 1), false
    from asked join numbered using (report_id) where report_id not in (select report_id from again)`.execute(trx);
}

/**
 * One page of openings, newest first, and on the first page the newest undone acts. Reports that `viewer` is to review
 * blind are left out.
 */
export async function findOpenings(
  db: Kysely<Database>,
  { reportId, officerId, afterAt, afterId, limit }: OpeningQuery,
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
    .select(['id', 'display_name', 'role', 'disabled_at'])
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
  return rows.map(({ id, display_name, role, disabled_at }) => ({
    id,
    displayName: display_name,
    role,
    disabled: disabled_at !== null,
  }));
}
