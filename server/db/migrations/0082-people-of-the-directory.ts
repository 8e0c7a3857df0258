import { type Kysely, sql } from 'kysely';

/** By what else than its subject a list from the directory may name a person: as the last sign-in claimed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table officer_identity add column username text, add column object_id text').execute(db);
}
