import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Reversals on the day of the reversal, with the age of the decision in days: a share of the decisions of some days
  // must count reversals of those decisions only.
  `with agency as (select doc #>> '{agency,timeZone}' as zone from policy order by version desc limit 1),
    one as (
      select report_id, report_kind, kind, officer_id, (decided_at at time zone zone)::date as day,
        lag(kind) over of_report as before, lag(officer_id) over of_report as decider,
        lag((decided_at at time zone zone)::date) over of_report as decided
      from decision, agency
      where kind in ('approve', 'reject', 'return', 'grant_appeal')
      window of_report as (partition by report_id order by decided_at, id)
    )
  insert into figure_day (series, day, kind, part, code, bucket, count)
  select 'reversal', day, report_kind, decider::text, '', least(32767, greatest(0, day - decided)), count(*)
  from one join figure_state on day >= first_day
  where kind in ('return', 'grant_appeal') and before in ('approve', 'reject')
  group by 2, 3, 4, 6`,
  // What hidden reports add to first actions and follow-ups was not stored: version 0 has it counted again.
  `update sampled_figure set report_version = 0`,
];

/** Reversals by the decisions that they reversed, instead of by the day of the reversal alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
