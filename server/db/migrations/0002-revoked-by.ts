import { type Kysely, sql } from 'kysely';

/** Who ended a session from outside; null where its own officer signed out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table session add column revoked_by text').execute(db);
}
