import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '#server/db/open.ts';

/** Resolves once this many statements on the database are waiting for a lock held by another transaction. */
export async function waitForLocks(db: Db, wanted: number): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    return rows[0]?.n;
  };
  await expect.poll(waiting, { timeout: 20_000 }).toBe(wanted);
}
