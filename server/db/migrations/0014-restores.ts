import { type Kysely, sql } from 'kysely';

/** What tells a restored database, and one with the wrong keys, from the agency's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    // Serials that nobody gets, because they may have been given after the backup that was restored.
    `create table number_gap (
      counter text not null check (counter in ('tracking', 'case')),
      year integer not null,
      first integer not null,
      last integer not null check (last >= first),
      made_at timestamptz not null,
      primary key (counter, year, first)
    )`,
    // A value that each key yields, and that says nothing about the key.
    `create table key_check (
      name text primary key,
      value text not null,
      kept_at timestamptz not null
    )`,
  ])
    await sql.raw(statement).execute(db);
}
