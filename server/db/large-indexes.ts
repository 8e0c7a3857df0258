import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** An index on a table that has a row or more for each report: its name, and what follows `on` in the statement. */
type LargeIndex = { name: string; on: string };

/**
 * Those that came after the first release. A migration is one transaction, in which nobody else could write to such a table
 * for as long as an index takes; these are built beside everybody's work. A version does all of its own without them, slower.
 */
export const LARGE_INDEXES: readonly LargeIndex[] = [];

const BUILD_LOCK = 7_021_012;

/** Those that are not there yet, or of which a step that was cut left only a part. */
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
 * Builds what is missing while others go on writing. May be cut at any moment and run again. Where another process builds
 * already, it is left to that one. @returns the names of what was built.
 */
export async function buildIndexes(
  db: Kysely<Database>,
  wanted: readonly LargeIndex[] = LARGE_INDEXES,
): Promise<string[]> {
  const missing = await missingIndexes(db, wanted);
  if (missing.length === 0) return [];
  return db.connection().execute(async (own) => {
    // Not waited for: PostgreSQL would wait for the end of everything that waits, and so for us.
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
