import { type Kysely, sql } from 'kysely';

/** The tables of the main job: reports, officers, acts, letters, audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table agency (
    id boolean primary key default true check (id),
    epoch uuid not null default gen_random_uuid(),
    incarnation text,
    form_secret bytea not null
      default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
  )`,
  `insert into agency default values`,

  `create table officer (
    id uuid primary key,
    name text not null unique check (name = lower(name)),
    display_name text not null,
    role text not null,
    password_hash text not null,
    created_at timestamptz not null,
    failed_count integer not null default 0,
    first_failed_at timestamptz,
    locked_at timestamptz,
    disabled_at timestamptz
  )`,

  // Counts wrong sign-ins for names that nobody has, so that answers do not tell which names exist.
  `create table unknown_name (
    name_hash text primary key,
    failed_count integer not null,
    first_failed_at timestamptz not null
  )`,

  `create table session (
    id uuid primary key,
    token_hash text not null unique,
    officer_id uuid not null references officer,
    workstation text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    reads_audited_at timestamptz
  )`,
  `create index session_officer on session (officer_id)`,

  `create table policy (
    version integer primary key,
    doc jsonb not null,
    published_at timestamptz not null
  )`,

  `create table report (
    id uuid primary key,
    tracking_number text not null unique,
    kind text not null,
    state text not null,
    version integer not null default 1,
    received_at timestamptz not null,
    changed_at timestamptz not null,
    changed_txid xid8 not null default pg_current_xact_id(),
    offense_code text,
    case_number text unique,
    facts jsonb not null,
    history jsonb not null,
    attachments jsonb not null default '[]',
    notice jsonb not null,
    submission_id uuid unique
  )`,
  // The change feed reads along this index; id settles the order within one transaction.
  `create index report_changed on report (changed_txid, id)`,

  `create table tracking_counter (year integer primary key, last integer not null)`,
  `create table case_counter (year integer primary key, last integer not null)`,

  `create table letter (
    id uuid primary key,
    report_id uuid not null references report,
    kind text not null,
    language text not null,
    to_address text,
    subject text not null,
    text text not null,
    html text not null,
    private_link text,
    message_id text not null unique,
    queued_at timestamptz not null,
    sent_at timestamptz,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    last_error text,
    failed_at timestamptz
  )`,
  `create index letter_report on letter (report_id)`,
  `create index letter_due on letter (next_attempt_at) where next_attempt_at is not null`,

  `create table act (
    id uuid primary key,
    request_hash text not null,
    report_id uuid not null references report,
    officer_id uuid not null references officer,
    kind text not null,
    why text not null,
    note text not null,
    act jsonb not null,
    seen jsonb not null,
    decided_at timestamptz not null,
    report_version integer not null,
    case_number text,
    letter_id uuid references letter
  )`,
  `create index act_decided on act (decided_at, id)`,
  `create index act_report on act (report_id)`,
  `create index act_officer on act (officer_id, decided_at)`,

  `create table private_link (
    token_hash text primary key,
    report_id uuid not null references report,
    act_id uuid references act,
    purpose text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index private_link_report on private_link (report_id)`,

  `create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    target text,
    outcome text not null,
    source text not null,
    detail jsonb not null,
    prev_hash text not null,
    hash text not null
  )`,
  // The log only grows. Whoever owns the table can lift this, which the hash chain then shows.
  `create function audit_only_grows() returns trigger language plpgsql as $$
  begin
    raise exception 'the audit log only grows';
  end $$`,
  `create trigger audit_only_grows before update or delete on audit for each row execute function audit_only_grows()`,
  `create trigger audit_never_emptied before truncate on audit for each statement execute function audit_only_grows()`,
];
