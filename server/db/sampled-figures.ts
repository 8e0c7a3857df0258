import { type Kysely, sql } from 'kysely';
import type { Span } from './figure-sources.ts';
import type { Asked } from './figures.ts';
import type { Database } from './schema.ts';
import type { FigureDayTable } from './tables/figures.ts';

type Queries = Kysely<Database>;
export type SampledReport = { id: string; version: number; changedAt: Date };

/**
 * Reports that were selected for second review and have not been reviewed; such a report may be hidden from a reviewer.
 */
export const SAMPLED = sql`select sample.report_id from review_sample as sample
  where sample.report_id is not null and sample.act_id is not null
    and not exists (select from review where review.sample_id = sample.id)`;

/** Reports that wait for a second review and whose share of the daily sums isn't stored for their current version. */
export async function sampledToCount(db: Queries): Promise<SampledReport[]> {
  const { rows } = await sql<SampledReport>`
    select id, version, changed_at as "changedAt" from report
    left join sampled_figure on report_id = id
    where id in (${SAMPLED}) and report_version is distinct from version`.execute(db);
  return rows;
}

export async function keepSampled(
  db: Queries,
  rows: readonly { id: string; version: number; sums: readonly FigureDayTable[] }[],
): Promise<void> {
  // Reports that have been removed are left out.
  await sql`insert into sampled_figure (report_id, report_version, sums)
    select id, one.version, sums from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one (id uuid, version integer, sums jsonb) join report using (id)
    on conflict (report_id) do update set report_version = excluded.report_version, sums = excluded.sums`.execute(db);
}

/** Deletes the rows of all reports, or only of those that no longer wait for a second review. */
export async function forgetSampled(db: Queries, which: 'reviewed' | 'all'): Promise<void> {
  await sql`delete from sampled_figure ${which === 'all' ? sql`` : sql`where report_id not in (${SAMPLED})`}`.execute(
    db,
  );
}

/** Returns which of these reports may have events in a span, but have no stored share of the daily sums. */
export async function notStored(db: Queries, ids: readonly string[], { start, end }: Span): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from report where id = any(${[...ids]}::uuid[]) and changed_at >= ${start} and received_at < ${end}
      and not exists (select from sampled_figure where report_id = id)`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Returns what these reports add to the sums of some days and of those after them until `until`, and how many of the
 * reports were decided on the asked days.
 */
export async function sampledSums(
  db: Queries,
  ids: readonly string[],
  { from, to, kind }: Asked,
  until: string,
): Promise<{ decided: number; rows: FigureDayTable[] }> {
  const { rows } = await sql<FigureDayTable & { decided: number }>`
    with one as materialized (
      select report_id, sum.* from sampled_figure, jsonb_to_recordset(sums)
        as sum (day date, series text, kind text, part text, code text, bucket smallint, count integer)
      where report_id = any(${[...ids]}::uuid[]) and day between ${from}::date and ${until}::date
        ${kind === null ? sql`` : sql`and kind = ${kind}`})
    select day::text, series, kind, part, code, bucket, sum(count)::int as count,
      (select count(distinct report_id) from one where series = 'hour' and code = 'decided' and day <= ${to}::date) as decided
    from one group by day, series, kind, part, code, bucket`.execute(db);
  return { decided: rows[0]?.decided ?? 0, rows };
}
