import { type Kysely, sql } from 'kysely';

/** Wrong sign-ins are counted by account and source; names that nobody has are counted in the same rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table sign_in_device (
    id uuid primary key,
    officer_id uuid not null references officer,
    token_hash text not null unique,
    workstation text not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null
  )`,
  `create index sign_in_device_officer on sign_in_device (officer_id, last_used_at desc)`,
  `alter table session add column device_id uuid references sign_in_device on delete set null`,
  `create index session_device on session (device_id)`,
  `create table sign_in_source (
    name_hash text not null,
    source text not null,
    officer_id uuid references officer,
    device_id uuid references sign_in_device on delete cascade,
    failed_at timestamptz[] not null,
    counted_at timestamptz[] not null,
    last_failed_at timestamptz,
    shut_at timestamptz,
    locked_at timestamptz,
    primary key (name_hash, source)
  )`,
  `create index sign_in_source_last on sign_in_source (last_failed_at)`,
  `create index sign_in_source_locked on sign_in_source (officer_id, locked_at desc) where locked_at is not null`,
  `create index sign_in_source_device on sign_in_source (device_id)`,
  `create table sign_in_name (
    name_hash text primary key,
    failed_at timestamptz[] not null,
    last_failed_at timestamptz not null,
    turn_at timestamptz,
    told_at timestamptz
  )`,
  `create index sign_in_name_last on sign_in_name (last_failed_at)`,
  `drop table unknown_name`,
  `alter table officer
    drop column failed_at,
    drop column failed_count,
    drop column first_failed_at,
    drop column locked_at`,
];
