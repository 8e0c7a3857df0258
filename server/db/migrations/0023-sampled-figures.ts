import { type Kysely, sql } from 'kysely';

/**
 * What each report that waits for a second review adds to the daily sums, as rows of `figure_day`: a reviewer's figures
 * leave it out. `report_version` is 0 if the report has changed since the days were counted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create table sampled_figure (
      report_id uuid primary key references report on delete cascade,
      report_version integer not null,
      sums jsonb not null
    )`)
    .execute(db);
}
