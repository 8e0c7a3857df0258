import { type Kysely, sql } from 'kysely';

/** Forms that are open while the server key changes are still taken: what seals them is kept, encrypted with the new key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table agency add column kept_form_secret bytea').execute(db);
}
