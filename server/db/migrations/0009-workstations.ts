import { type Kysely, sql } from 'kysely';

/** What workstations say about themselves, for the people who run them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table workstation (
      id uuid primary key,
      name text not null,
      version text not null,
      channel text not null,
      system text not null,
      cache text not null check (cache in ('encrypted', 'memory')),
      waiting integer not null,
      drafts integer not null,
      reports integer not null,
      cache_bytes bigint not null,
      officer_id uuid not null references officer (id),
      first_seen_at timestamptz not null,
      seen_at timestamptz not null
    )`,
    `create index workstation_seen on workstation (seen_at desc)`,
    `create index workstation_officer on workstation (officer_id)`,
    `create index report_assigned on report ((assigned_to ->> 'id')) where assigned_to is not null`,
  ])
    await sql.raw(statement).execute(db);
}
