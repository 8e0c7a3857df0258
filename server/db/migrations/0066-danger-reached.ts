import { type Kysely, sql } from 'kysely';

/** Which addresses need not be tried again before the next reminder, so that one that fails does not silence the others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table danger add column reached jsonb not null default '[]'`).execute(db);
}
