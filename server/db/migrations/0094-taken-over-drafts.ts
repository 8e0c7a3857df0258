import { type Kysely, sql } from 'kysely';

/** A draft of the policy whose author has left can be taken over: `begun_by` wrote it first, and can't publish it either. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table policy_draft add column begun_by uuid references officer`).execute(db);
}
