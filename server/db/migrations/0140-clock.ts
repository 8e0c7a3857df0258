import { type Kysely, sql } from 'kysely';

/**
 * When a process last found its clock right, and until when an administrator allowed larger runs of jobs that remove or
 * end something. Has a single row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table clock (
      id boolean primary key default true check (id),
      seen_at timestamptz,
      allowed_until timestamptz
    )`,
    'insert into clock default values',
  ])
    await sql.raw(statement).execute(db);
}
