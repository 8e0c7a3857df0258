import { type Kysely, sql } from 'kysely';

/** Whether a workstation's application was installed for one account or for the whole computer, as it says itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw("alter table workstation add column installed_for text check (installed_for in ('user', 'machine'))")
    .execute(db);
}
