import { type Kysely, sql } from 'kysely';

/** Second factors, passwords that must be replaced, and short-lived tokens instead of one for the whole session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table officer
    add column password_temporary boolean not null default false,
    add column totp_seed bytea,
    add column totp_pending bytea,
    add column totp_last_step bigint,
    add column last_sign_in_at timestamptz,
    add column enabled_at timestamptz,
    add column disabled_why text`,
  `update officer set last_sign_in_at = (select max(created_at) from session where officer_id = officer.id)`,
  `update officer set disabled_why = 'administrator' where disabled_at is not null`,

  `alter table session
    add column generation integer not null default 1,
    add column refreshed_at timestamptz,
    add column ended_why text`,
  `update session set ended_why = case when revoked_by is null then 'signed_out' else 'revoked' end
    where revoked_at is not null`,
  `create index session_workstation on session (workstation)`,

  `create table session_token (
    token_hash text primary key,
    session_id uuid not null references session on delete cascade,
    kind text not null check (kind in ('access', 'refresh')),
    generation integer not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index session_token_session on session_token (session_id)`,
  `insert into session_token (token_hash, session_id, kind, generation, expires_at)
    select token_hash, id, 'access', 1, expires_at from session`,
  `alter table session drop column token_hash`,
];
