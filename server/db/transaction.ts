import type { Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const MOST_TRIES = 4;

/**
 * Runs a transaction and retries it when PostgreSQL aborts it in favor of another: on a deadlock (40P01, such as an
 * answer to a duplicate while its primary is rejected) or a serialization failure (40001). The aborted attempt leaves
 * nothing behind, so `work` must change nothing but the database.
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
