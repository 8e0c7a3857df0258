import { sql } from 'kysely';
import type { Db } from './open.ts';

const START_LOCK = 7_021_003;

/**
 * Runs a startup step that only one process at a time may run; other processes wait. The lock is held by a database
 * session and not by a transaction, because `run` uses its own transactions. If a process is killed, its lock is released
 * at once.
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
