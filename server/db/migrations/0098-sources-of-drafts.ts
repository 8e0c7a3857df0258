import { type Kysely, sql } from 'kysely';

/** A draft has the network that saved it, so that no network takes up the space of all others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table draft add column source text`).execute(db);
}
