import { type Kysely, sql } from 'kysely';

/** What people were shown by a list of decisions, so that it is logged once in ten minutes, and found by report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table list_reading (
      id uuid primary key,
      actor text not null,
      at timestamptz not null,
      filter jsonb not null,
      shown uuid[] not null
    )`,
    'create index list_reading_lately on list_reading (actor, at)',
    'create index list_reading_shown on list_reading using gin (shown) with (fastupdate = off)',
  ])
    await sql.raw(statement).execute(db);
}
