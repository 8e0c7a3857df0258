import { type Kysely, sql } from 'kysely';

/** Reports that may tell of danger, and when the agency's addresses for that were told last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create table danger (
      report_id uuid primary key references report on delete cascade,
      signs jsonb not null,
      found_at timestamptz not null,
      told_at timestamptz,
      told integer not null default 0,
      done_at timestamptz
    );
    create index danger_waiting on danger (found_at) where done_at is null`)
    .execute(db);
}
