import { type Kysely, sql } from 'kysely';

/** Letters that the reporter reads only on the report's own page, because neither e-mail nor mail to the home is safe. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letter add column on_page boolean not null default false`.execute(db);
}
