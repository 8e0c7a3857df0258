import { type Kysely, sql } from 'kysely';

/** Why a workstation did not install its last update, as it says itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table workstation add column update_problem text, add column update_version text').execute(db);
}
