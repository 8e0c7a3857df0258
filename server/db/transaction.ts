import type { Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const MOST_TRIES = 4;

/**
 * Runs a transaction, and runs it again where PostgreSQL broke it off in favor of another one: two that wait for each
 * other's reports (40P01, such as an answer to a duplicate while the report that stands for it is rejected) or that
 * cannot be put one after the other (40001). Nothing of the broken one stays, so `work` must change nothing but the
 * database.
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
