import { type Kysely, sql } from 'kysely';

/** What runs by the clock: when next, and how it went the last time. Which process runs it is an advisory lock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create table job (
      name text primary key,
      next_run_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      outcome text check (outcome in ('success', 'failure')),
      duration_ms integer,
      error text,
      failures integer not null default 0,
      last_success_at timestamptz
    )`)
    .execute(db);
  // How far the audit log's chain was found whole, so that a log that became shorter, or was written anew, shows.
  await sql
    .raw(`create table audit_checkpoint (
      seq bigint primary key,
      hash text not null,
      checked_at timestamptz not null
    )`)
    .execute(db);
}
