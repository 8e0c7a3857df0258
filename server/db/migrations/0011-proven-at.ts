import { type Kysely, sql } from 'kysely';

/** When a session's officer last proved who they are; null for a session whose proof is its sign-in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table session add column proven_at timestamptz').execute(db);
}
