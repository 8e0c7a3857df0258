import { type Kysely, sql } from 'kysely';

/**
 * When the newest backup was made, and when the newest one was made that `check-backup` found whole. Has a single row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table backup_state (
      id boolean primary key default true check (id),
      made_at timestamptz,
      checked_at timestamptz
    )`,
    'insert into backup_state default values',
  ])
    await sql.raw(statement).execute(db);
}
