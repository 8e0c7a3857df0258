import { sql } from 'kysely';
import type { Db } from './open.ts';

const START_LOCK = 7_021_003;

/**
 * Runs something that only one process at a time may do during startup; other processes wait. The lock belongs to the
 * database session because `run` has its own transactions. If a process is killed, the next one gets the lock at once.
 */
export async function withAdvisoryLock<T>(db: Db, run: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (own) => {
    await sql`select pg_advisory_lock(${START_LOCK})`.execute(own);
    try {
      return await run();
    } finally {
      await sql`select pg_advisory_unlock(${START_LOCK})`.execute(own).catch(() => {});
    }
  });
}
