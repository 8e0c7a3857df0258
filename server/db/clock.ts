import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

export type ClockState = {
  /** When a process last found its clock right; before the first time, when the audit log ends. Null if it is empty. */
  knownAt: Date | null;
  /** Until when larger runs are allowed. */
  allowedUntil: Date | null;
  /** The clock of the database's machine. */
  databaseAt: Date;
};

export async function readClock(db: Queries): Promise<ClockState> {
  const { rows } = await sql<ClockState>`
    select coalesce(seen_at, (select at from audit order by seq desc limit 1)) as "knownAt",
      allowed_until as "allowedUntil", clock_timestamp() as "databaseAt" from clock`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the table clock has no row');
  return row;
}

export async function noteClock(db: Queries, at: Date, allowedUntil?: Date): Promise<void> {
  await db
    .updateTable('clock')
    .set({ seen_at: at, ...(allowedUntil === undefined ? {} : { allowed_until: allowedUntil }) })
    .execute();
}

/** Makes the jobs that were held back due again. */
export async function releaseJobs(db: Queries, codes: readonly string[], at: Date): Promise<void> {
  await db.updateTable('job').set({ next_run_at: at }).where('error', 'in', codes).execute();
}
