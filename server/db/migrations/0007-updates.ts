import { type Kysely, sql } from 'kysely';

/** Releases that were published to the workstations, and how each is rolled out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table release (
      sequence integer primary key,
      version text not null unique,
      channel text not null,
      severity text not null,
      floor text,
      manifest text not null,
      signatures jsonb not null,
      published_at timestamptz not null,
      state text not null check (state in ('out', 'paused', 'withdrawn')),
      share integer not null check (share between 0 and 100),
      window_from text,
      window_to text,
      changed_at timestamptz not null,
      check ((window_from is null) = (window_to is null))
    )`,
    )
    .execute(db);
  await sql.raw('create index release_channel on release (channel, sequence desc)').execute(db);
}
