import { type Kysely, sql } from 'kysely';

/** Reports that are not sent yet: half-written ones, and those whose person has not confirmed the address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table draft (
    id uuid primary key,
    state text not null check (state in ('draft', 'unconfirmed')),
    token_hash text not null unique,
    sealed bytea not null,
    kept_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index draft_expiry on draft (expires_at)`,

  // Mail about a draft goes the way of all letters, and goes away with it.
  `alter table letter
    alter column report_id drop not null,
    add column draft_id uuid references draft on delete cascade,
    add check (report_id is not null or draft_id is not null)`,
  `create index letter_draft on letter (to_address, queued_at) where draft_id is not null`,
];
