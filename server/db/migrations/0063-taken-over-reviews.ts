import { type Kysely, sql } from 'kysely';

/** A review whose supervisor left it half done can be finished by another: `begun_by` decided, the reviewer only judges. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table review add column begun_by uuid references officer`).execute(db);
}
