import { type Kysely, sql } from 'kysely';

/** What each account left on each workstation, kept when somebody else signs in there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table workstation_account (
      workstation_id uuid not null references workstation (id) on delete cascade,
      officer_id uuid not null references officer (id),
      waiting integer not null,
      drafts integer,
      said_at timestamptz not null,
      primary key (workstation_id, officer_id)
    )`,
    'create index workstation_account_officer on workstation_account (officer_id)',
    `insert into workstation_account (workstation_id, officer_id, waiting, drafts, said_at)
      select id, officer_id, waiting, drafts, seen_at from workstation`,
  ])
    await sql.raw(statement).execute(db);
}
