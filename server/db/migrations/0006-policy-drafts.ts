import { type Kysely, sql } from 'kysely';

/** Drafts of the policy, and who published each version, from which draft, and why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table policy_draft (
      id uuid primary key,
      author_id uuid not null references officer (id),
      based_on integer not null references policy (version),
      document text not null,
      why text not null,
      state text not null check (state in ('open', 'ready', 'published', 'discarded')),
      revision integer not null,
      opened_at timestamptz not null,
      saved_at timestamptz not null,
      closed_at timestamptz
    )`,
    // An author has at most one draft that is not closed.
    `create unique index policy_draft_open on policy_draft (author_id) where state in ('open', 'ready')`,
    `create table policy_publication (
      version integer primary key references policy (version),
      published_by text not null,
      author_id uuid references officer (id),
      draft_id uuid references policy_draft (id),
      why text not null
    )`,
  ])
    await sql.raw(statement).execute(db);
}
