import { type Kysely, sql } from 'kysely';

/** When a letter was last put on paper. The person may hold it from then on, though nobody has marked it as printed yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letter add column on_paper_at timestamptz`.execute(db);
}
