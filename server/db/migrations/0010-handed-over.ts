import { type Kysely, sql } from 'kysely';

/** When the mail server took a letter, noted before anything else: it never gets that letter again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table letter add column handed_over_at timestamptz').execute(db);
}
