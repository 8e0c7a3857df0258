import { type Kysely, sql } from 'kysely';

/** When the reviewer last read what the officer answered to a finished review; a later answer is new. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table review add column answer_read_at timestamptz`).execute(db);
}
