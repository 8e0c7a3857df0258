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
export type Sum<By extends Column> = { [C in By]: C extends 'bucket' ? number : string } & { count: number };

/** Sums of a series over some days, by these columns. */
export async function figureSums<By extends Column>(
  db: Queries,
  series: string,
  { from, to, kind }: Asked,
  by: readonly By[],
): Promise<Sum<By>[]> {
  const columns = by.map((one) => sql`${COLUMNS[one]} as ${sql.ref(one)}`);
  const numbers = by.map((_, at) => sql.lit(at + 1));
  const { rows } = await sql<Sum<By>>`
    select ${sql.join(columns)}, sum(count)::int8 as count from figure_day
    where series = ${series} and day between ${from}::date and ${to}::date
      ${kind === null ? sql`` : sql`and kind = ${kind}`}
    group by ${sql.join(numbers)} order by ${sql.join(numbers)}`.execute(db);
  return rows;
}
