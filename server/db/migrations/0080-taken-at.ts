import { type Kysely, sql } from 'kysely';

/** Since when a review is with the supervisor who took it over; their day to finish it begins then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table review add column taken_at timestamptz').execute(db);
}
