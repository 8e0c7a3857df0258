import { type Kysely, sql } from 'kysely';

/** Who asked before for something about an account that nobody agreed to: they may not decide about what follows either. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table account_confirmation add column also_asked_by text[] not null default '{}'`).execute(db);
}
