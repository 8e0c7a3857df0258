import { type Kysely, sql, type Transaction } from 'kysely';
import { addDays } from '#shared/domain/working-days.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;
type Days = { from: string; to: string };

/** Advisory lock that lets only one writer at a time replace sums: the job, or the command that rebuilds them. */
export const WRITE_LOCK = 7_021_014;

/** Series that are always read day by day, or for one day. */
export const BY_DAY: readonly string[] = [
  'received',
  'open',
  'age',
  'letter',
  'outcome_day',
  'reversal',
  'touch_minutes',
  'decision_minutes',
  'answer_minutes',
];

const firstOf = (day: string) => `${day.slice(0, 7)}-01`;
const firstOfNext = (first: string) => firstOf(addDays(first, 32));

/**
 * Sums up the days of each month that ended before `today` and isn't summed up yet. Each month has its own short
 * transaction, because the change feed waits while one is open.
 */
export async function sumMonths(db: Kysely<Database>, today: string): Promise<void> {
  const { rows } = await sql<{ month: string }>`
    with recursive counted (day) as (
      (select day from figure_day order by day limit 1)
      union all select (select min(day) from figure_day
        where figure_day.day >= date_trunc('month', counted.day) + interval '1 month') from counted where day is not null
    )
    select distinct date_trunc('month', day)::date::text as month from counted
    where day < ${firstOf(today)}::date
      and not exists (select from figure_month_done where month = date_trunc('month', counted.day)::date)
    order by 1`.execute(db);
  for (const { month } of rows) {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(trx);
      await sql`delete from figure_month where month = ${month}::date`.execute(trx);
      await sql`insert into figure_month
        select series, ${month}::date, kind, part, code, bucket, sum(count) from figure_day
        where day >= ${month}::date and day < ${firstOfNext(month)}::date and series <> all(${[...BY_DAY]}::text[])
        group by series, kind, part, code, bucket`.execute(trx);
      await sql`insert into figure_month_done values (${month}::date) on conflict do nothing`.execute(trx);
    });
  }
}

/** Call this when a day of this month is recounted: until the month is summed up again, its days are read instead. */
export async function dropMonth(trx: Transaction<Database>, day: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from figure_month_done where month = ${firstOf(day)}::date`.execute(trx);
  if (numAffectedRows) await sql`delete from figure_month where month = ${firstOf(day)}::date`.execute(trx);
}

export async function monthsDone(db: Queries): Promise<Set<string>> {
  const { rows } = await sql<{ month: string }>`select month::text from figure_month_done`.execute(db);
  return new Set(rows.map(({ month }) => month));
}

/** Splits a period into the months that are summed up as a whole, and the days around and between them. */
export function splitByMonth({ from, to }: Days, done: ReadonlySet<string>): { months: string[]; days: Days[] } {
  const months: string[] = [];
  const days: Days[] = [];
  let next = from;
  for (let month = firstOf(from); month <= to; month = firstOfNext(month)) {
    const last = addDays(firstOfNext(month), -1);
    if (month < from || last > to || !done.has(month)) continue;
    if (next < month) days.push({ from: next, to: addDays(month, -1) });
    months.push(month);
    next = addDays(last, 1);
  }
  if (next <= to) days.push({ from: next, to });
  return { months, days };
}
