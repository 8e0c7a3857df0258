import { type Kysely, sql } from 'kysely';

/** Which network started a sign-in through the directory, so that no network's pending ones crowd out another's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table browser_request add column source text`.execute(db);
}
