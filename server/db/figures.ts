import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import { BY_DAY, dropMonth, monthsDone, splitByMonth, WRITE_LOCK } from './figure-months.ts';
import type { Database } from './schema.ts';
import type { FigureDayTable } from './tables/figures.ts';

type Queries = Kysely<Database>;

const ROWS_AT_ONCE = 2_000;

export type FigureState = { firstDay: string; completeAt: Date };

export async function figureState(db: Queries): Promise<FigureState | null> {
  const { rows } = await sql<FigureState>`
    select first_day::text as "firstDay", complete_at as "completeAt" from figure_state`.execute(db);
  return rows[0] ?? null;
}

/** Replaces the sums of one day. The transaction takes milliseconds, because the change feed waits while it is open. */
export async function replaceDay(db: Queries, day: string, rows: readonly FigureDayTable[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(trx);
    await dropMonth(trx, day);
    await trx.deleteFrom('figure_day').where('day', '=', day).execute();
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await trx
        .insertInto('figure_day')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
    await sql`insert into figure_day
      select ${OUTCOME_DAY}, day, kind, '', code, bucket, sum(count) from figure_day
      where day = ${day}::date and series = 'outcome' group by day, kind, code, bucket`.execute(trx);
  });
}

/** The series of each day's outcomes without neighborhoods. For figures by day, it is read instead of `outcome`. */
const OUTCOME_DAY = 'outcome_day';

/**
 * Records that everything from `firstDay` until `completeAt` is counted. If the stored time is later than `completeAt`,
 * it came from a clock that was ahead, so it is replaced.
 */
export async function noteComplete(db: Queries, { firstDay, completeAt }: FigureState): Promise<void> {
  await sql`insert into figure_state (first_day, complete_at) values (${firstDay}::date, ${completeAt})
    on conflict (id) do update set first_day = least(figure_state.first_day, excluded.first_day),
      complete_at = excluded.complete_at`.execute(db);
}

/** Counts the open reports that are assigned to each officer now, by the officer's id. */
export async function openByOfficer(db: Queries, kind: string | null): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select assigned_to ->> 'id' as id, count(*)::int as count from report
    where state in (${sql.join(OPEN_STATES.map((state) => sql.lit(state)))}) and assigned_to is not null
      ${kind === null ? sql`` : sql`and kind = ${kind}`}
    group by 1`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export type Asked = { from: string; to: string; kind: string | null };

const COLUMNS = {
  day: sql`day::text`,
  kind: sql`kind`,
  part: sql`part`,
  code: sql`code`,
  bucket: sql`bucket`,
} as const satisfies Record<string, RawBuilder<unknown>>;
type Column = keyof typeof COLUMNS;
const ALL = ['day', 'kind', 'part', 'code', 'bucket'] as const satisfies readonly Column[];
const EMPTY: Record<Column, RawBuilder<unknown>> = {
  day: sql`null::text`,
  kind: sql`null::text`,
  part: sql`null::text`,
  code: sql`null::text`,
  bucket: sql`null::smallint`,
};
export type Sum<By extends Column> = { [C in By]: C extends 'bucket' ? number : string } & { count: number };

type Wanted = {
  series: string;
  asked: Asked;
  by: readonly Column[];
  take: (rows: Sum<Column>[]) => void;
  fail: (error: unknown) => void;
};

/**
 * Returns a function that sums up a series over some days, grouped by the given columns. Sums requested together are
 * read in one statement, because twenty statements would mean twenty round trips.
 */
export function sumsTogether(db: Queries) {
  let wanted: Wanted[] = [];
  async function read(): Promise<void> {
    const all = wanted;
    wanted = [];
    try {
      for (const [n, rows] of (await readSums(db, all)).entries()) all[n]?.take(rows);
    } catch (error) {
      for (const { fail } of all) fail(error);
    }
  }
  return <By extends Column>(series: string, asked: Asked, by: readonly By[]): Promise<Sum<By>[]> =>
    new Promise((resolve, reject) => {
      if (wanted.length === 0) queueMicrotask(() => void read());
      wanted.push({ series, asked, by, take: (rows) => resolve(rows), fail: reject });
    });
}

/** The rows to sum up: whole months where days don't matter, otherwise days. */
function countedRows(
  series: string,
  span: { from: string; to: string },
  by: readonly Column[],
  done: ReadonlySet<string>,
): RawBuilder<unknown> {
  const isByDay = by.includes('day') || BY_DAY.includes(series);
  const { months, days } = isByDay ? { months: [], days: [span] } : splitByMonth(span, done);
  const name = isByDay && series === 'outcome' && !by.includes('part') ? OUTCOME_DAY : series;
  const parts = days.map(
    ({ from, to }) => sql`select day, kind, part, code, bucket, count from figure_day
      where series = ${name} and day between ${from}::date and ${to}::date`,
  );
  if (months.length > 0)
    parts.push(sql`select month, kind, part, code, bucket, count from figure_month
      where series = ${name} and month = any(${months}::date[])`);
  return sql.join(parts, sql` union all `);
}

async function readSums(db: Queries, all: readonly Wanted[]): Promise<Sum<Column>[][]> {
  // Run both statements on one snapshot, because the list of summed-up months must not change between them.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => sumsOf(trx, all, await monthsDone(trx)));
}

async function sumsOf(
  db: Transaction<Database>,
  all: readonly Wanted[],
  done: ReadonlySet<string>,
): Promise<Sum<Column>[][]> {
  const parts = all.map(({ series, asked: { from, to, kind }, by }, n) => {
    const columns = ALL.map((one) => (by.includes(one) ? COLUMNS[one] : EMPTY[one]));
    const names = by.map((one) => sql.ref(`counted.${one}`));
    return sql`select ${sql.lit(n)}, row_number() over (order by ${sql.join(names)}), ${sql.join(columns)}, sum(count)::int8
      from (${countedRows(series, { from, to }, by, done)}) as counted
      ${kind === null ? sql`` : sql`where kind = ${kind}`}
      group by ${sql.join(names)}`;
  });
  const { rows } = await sql<{ place: number } & Sum<Column>>`
    select * from (${sql.join(parts, sql` union all `)}) as sums (place, nth, ${sql.join(ALL.map((one) => sql.ref(one)))}, count)
    order by place, nth`.execute(db);
  const sums: Sum<Column>[][] = all.map(() => []);
  for (const { place, count, ...row } of rows) {
    const own = Object.fromEntries((all[place]?.by ?? []).map((column) => [column, row[column]]));
    sums[place]?.push({ ...own, count } as Sum<Column>);
  }
  return sums;
}

/** Sums of one series over some days, by these columns. */
export const figureSums = <By extends Column>(
  db: Queries,
  series: string,
  asked: Asked,
  by: readonly By[],
): Promise<Sum<By>[]> => sumsTogether(db)(series, asked, by);
