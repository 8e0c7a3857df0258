import { type Kysely, sql } from 'kysely';

/** What a hint rests on follows from its code. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table hint_feedback drop column rule`.execute(db);
}
