import type { Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const MOST_TRIES = 4;

/**
 * Runs a transaction and retries it when PostgreSQL aborts it because of a conflict with another one: on a deadlock
 * (40P01, such as when a duplicate gets an answer while its primary is being rejected) or a serialization failure
 * (40001). The aborted attempt is rolled back, so `work` must have no side effects outside the database.
 */
export async function inTransaction<T>(db: Db, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === MOST_TRIES || !mayBeRunAgain(error)) throw error;
    }
  }
}

function mayBeRunAgain(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40P01' || code === '40001';
}
