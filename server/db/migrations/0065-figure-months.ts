import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Sums of whole months beside those of days: figures of a year read these, and days only where a month is cut.
  `create table figure_month (
    series text not null,
    month date not null,
    kind text not null,
    part text not null,
    code text not null,
    bucket smallint not null,
    count integer not null
  )`,
  `create unique index figure_month_sums on figure_month (series, month, kind, part, code, bucket) include (count)`,
  // Months whose sums are those of their days; a day that is counted again takes its month off the list.
  `create table figure_month_done (month date primary key)`,
  // Outcomes of each day without their neighborhoods, which most of their rows are about.
  `insert into figure_day select 'outcome_day', day, kind, '', code, bucket, sum(count) from figure_day
    where series = 'outcome' group by day, kind, code, bucket`,
];

/** Monthly sums for figures of long times. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
