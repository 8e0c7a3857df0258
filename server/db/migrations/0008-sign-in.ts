import { type Kysely, sql } from 'kysely';

/**
 * Sign-in through the agency's directory, recovery codes, accounts that wait for a second person, and the tokens of
 * other programs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    // The person in the directory that an account belongs to. Such an account has no password.
    `create table officer_identity (
      officer_id uuid primary key references officer,
      issuer text not null,
      subject text not null,
      linked_at timestamptz not null,
      unique (issuer, subject)
    )`,
    `alter table session add column id_token bytea`,

    // Sign-ins and proofs that wait for someone in the browser.
    `create table browser_request (
      id uuid primary key,
      purpose text not null check (purpose in ('sign_in', 'proof')),
      ticket_hash text not null unique,
      challenge text not null,
      port integer not null,
      desk_state text not null,
      workstation text not null,
      session_id uuid references session on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      state_hash text unique,
      browser_hash text,
      sealed bytea,
      officer_id uuid references officer,
      authenticated_at timestamptz,
      id_token bytea,
      code_hash text,
      code_expires_at timestamptz,
      ended_at timestamptz
    )`,
    `create index browser_request_expires on browser_request (expires_at)`,
    `create table provider_sign_out (
      ticket_hash text primary key,
      id_token bytea not null,
      expires_at timestamptz not null
    )`,

    `create table recovery_code (
      officer_id uuid not null references officer,
      code_hash text not null,
      made_at timestamptz not null,
      used_at timestamptz,
      primary key (officer_id, code_hash)
    )`,

    // What an administrator did to an account with a reviewing role; nobody signs in to it before someone else agrees.
    `create table account_confirmation (
      id uuid primary key,
      officer_id uuid not null references officer,
      why text not null check (why in ('created', 'password', 'role')),
      asked_by text not null,
      asked_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      confirmed boolean
    )`,
    `create unique index account_confirmation_open on account_confirmation (officer_id) where decided_at is null`,

    `create table service_account (
      id uuid primary key,
      name text not null unique check (name = lower(name)),
      scopes text[] not null,
      created_by text not null,
      created_at timestamptz not null,
      revoked_at timestamptz
    )`,
    `create table service_token (
      token_hash text primary key,
      service_id uuid not null references service_account,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_used_at timestamptz,
      used_audited_at timestamptz
    )`,
    `create index service_token_service on service_token (service_id, created_at desc)`,
  ])
    await sql.raw(statement).execute(db);
}
