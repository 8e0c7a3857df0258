import { type Kysely, type RawBuilder, sql } from 'kysely';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import type { Database } from './schema.ts';
import type { FigureDayTable } from './tables/figures.ts';

type Queries = Kysely<Database>;

/** Only one writer at a time replaces days: the job, or the command that rebuilds them. */
const WRITE_LOCK = 7_021_014;
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
    await trx.deleteFrom('figure_day').where('day', '=', day).execute();
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await trx
        .insertInto('figure_day')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
  });
}

/** Records that everything since `firstDay` and until `completeAt` is counted; never moves either limit inward. */
export async function noteComplete(db: Queries, { firstDay, completeAt }: FigureState): Promise<void> {
  await sql`insert into figure_state (first_day, complete_at) values (${firstDay}::date, ${completeAt})
    on conflict (id) do update set first_day = least(figure_state.first_day, excluded.first_day),
      complete_at = greatest(figure_state.complete_at, excluded.complete_at)`.execute(db);
}

/** How many open reports are assigned to each officer now, by the officer's id. */
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
 * Sums of series over some days, each by its own columns. What is asked for at once is read in one statement: twenty
 * would be as many waits for the database.
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

async function readSums(db: Queries, all: readonly Wanted[]): Promise<Sum<Column>[][]> {
  const parts = all.map(({ series, asked: { from, to, kind }, by }, n) => {
    const columns = ALL.map((one) => (by.includes(one) ? COLUMNS[one] : EMPTY[one]));
    const names = by.map((one) => sql.ref(`figure_day.${one}`));
    return sql`select ${sql.lit(n)}, row_number() over (order by ${sql.join(names)}), ${sql.join(columns)}, sum(count)::int8
      from figure_day
      where series = ${series} and day between ${from}::date and ${to}::date
        ${kind === null ? sql`` : sql`and kind = ${kind}`}
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
