import { type Kysely, sql } from 'kysely';

/** Linkage models that an administrator put into force; the newest one counts. Without any, the one that ships does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table link_model (
    version integer primary key,
    model jsonb not null,
    published_at timestamptz not null
  )`.execute(db);
}
