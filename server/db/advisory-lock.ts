import { sql } from 'kysely';
import type { Db } from './open.ts';

const START_LOCK = 7_021_003;

/**
 * Runs what only one process may do at a moment while several start; the others wait their turn. A lock of the session:
 * `run` has transactions of its own, and a process that is killed meanwhile lets the next one in at once.
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
