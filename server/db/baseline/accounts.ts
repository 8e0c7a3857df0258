/** Accounts, their sessions and short-lived tokens, and counters of failed sign-ins. */
export const ACCOUNTS = [
  `create table officer (
    id uuid primary key,
    name text not null unique check (name = lower(name)),
    display_name text not null,
    role text not null,
    password_hash text not null,
    created_at timestamptz not null,
    disabled_at timestamptz,
    password_temporary boolean not null default false,
    totp_seed bytea,
    totp_pending bytea,
    totp_last_step bigint,
    last_sign_in_at timestamptz,
    enabled_at timestamptz,
    disabled_why text
  )`,

  // Workstations on which an account has signed in before.
  `create table sign_in_device (
    id uuid primary key,
    officer_id uuid not null references officer,
    token_hash text not null unique,
    workstation text not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null
  )`,
  `create index sign_in_device_officer on sign_in_device (officer_id, last_used_at desc)`,

  // Failed sign-ins by name and source (a known workstation or an IP address). Names that don't exist are counted in the
  // same table, so responses don't reveal which names exist.
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

  // `revoked_by` is null if no one revoked the session, such as when the officer just signed out; `proven_at` is null if
  // the officer has not reauthenticated since signing in.
  `create table session (
    id uuid primary key,
    officer_id uuid not null references officer,
    workstation text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    reads_audited_at timestamptz,
    revoked_by text,
    generation integer not null default 1,
    refreshed_at timestamptz,
    ended_why text,
    proven_at timestamptz,
    device_id uuid references sign_in_device on delete set null
  )`,
  `create index session_officer on session (officer_id)`,
  `create index session_workstation on session (workstation)`,
  `create index session_device on session (device_id)`,

  `create table session_token (
    token_hash text primary key,
    session_id uuid not null references session on delete cascade,
    kind text not null check (kind in ('access', 'refresh')),
    generation integer not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index session_token_session on session_token (session_id)`,
];
