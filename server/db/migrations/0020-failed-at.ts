import { type Kysely, sql } from 'kysely';

/**
 * When the last wrong sign-ins were, so that any fifteen minutes are looked at and not only those that begin with the
 * first of them. What was counted before counts no more; what is locked stays so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['officer', 'unknown_name']) {
    await sql.raw(`alter table ${table} add column failed_at timestamptz[] not null default '{}'`).execute(db);
  }
}
