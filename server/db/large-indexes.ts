import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** An index on a table that has at least one row for each report: its name, and what follows `on` in the statement. */
type LargeIndex = { name: string; on: string };

/**
 * Large indexes added after the first release. A migration is a single transaction that would block writes to the table
 * while it builds an index, so these are built concurrently. Until then, everything works without them, only slower.
 */
export const LARGE_INDEXES: readonly LargeIndex[] = [];

const BUILD_LOCK = 7_021_012;

/** Returns the indexes that don't exist yet or are incomplete because their build was interrupted. */
export async function missingIndexes(
  db: Kysely<Database>,
  wanted: readonly LargeIndex[] = LARGE_INDEXES,
): Promise<readonly LargeIndex[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select relname as name from pg_index join pg_class on oid = indexrelid
    where indisvalid and relnamespace = 'public'::regnamespace`.execute(db);
  const there = new Set(rows.map(({ name }) => name));
  return wanted.filter(({ name }) => !there.has(name));
}

/**
 * Builds missing indexes without blocking writes. Can be interrupted at any time and run again. Does nothing if another
 * process is already building. @returns the names of the indexes built.
 */
export async function buildIndexes(
  db: Kysely<Database>,
  wanted: readonly LargeIndex[] = LARGE_INDEXES,
): Promise<string[]> {
  const missing = await missingIndexes(db, wanted);
  if (missing.length === 0) return [];
  return db.connection().execute(async (own) => {
    // Don't wait for the lock, to avoid a deadlock. The process that holds the lock creates an index, which waits for
    // all older transactions, even for one that waits for this lock.
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${BUILD_LOCK}) as got`.execute(own);
    if (rows[0]?.got !== true) return [];
    try {
      for (const { name, on } of missing) {
        await sql.raw(`drop index concurrently if exists ${name}`).execute(own);
        await sql.raw(`create index concurrently ${name} on ${on}`).execute(own);
      }
      return missing.map(({ name }) => name);
    } finally {
      await sql`select pg_advisory_unlock(${BUILD_LOCK})`.execute(own).catch(() => {});
    }
  });
}
