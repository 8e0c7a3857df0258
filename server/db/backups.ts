import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Each is null if there was none. */
export type BackupState = {
  /** When the newest backup was made. */
  madeAt: Date | null;
  /** When the newest backup was made that could be restored and read. */
  checkedAt: Date | null;
  /** When this database began to be used. */
  beganAt: Date | null;
};

export async function readBackups(db: Kysely<Database>): Promise<BackupState> {
  const { rows } = await sql<BackupState>`
    select made_at as "madeAt", checked_at as "checkedAt", (select at from audit order by seq limit 1) as "beganAt"
    from backup_state`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the table backup_state has no row');
  return row;
}

/** An older backup that is made or checked later changes nothing. */
export async function noteBackup(db: Kysely<Database>, what: 'made_at' | 'checked_at', madeAt: Date): Promise<void> {
  const newest = sql<Date>`greatest(${sql.ref(what)}, ${madeAt}::timestamptz)`;
  await db
    .updateTable('backup_state')
    .set({ [what]: newest })
    .execute();
}
