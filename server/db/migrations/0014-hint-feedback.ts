import { type Kysely, sql } from 'kysely';

/** What officers say about the hints of reports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table hint_feedback (
        report_id uuid not null references report on delete cascade,
        officer_id uuid not null references officer,
        code text not null,
        rule text not null,
        wrong boolean not null,
        said_at timestamptz not null,
        primary key (report_id, code, officer_id)
      )`,
    )
    .execute(db);
}
