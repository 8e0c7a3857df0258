import { setTimeout as sleepFor } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from './open.ts';

/** What the change feed reads, each with its index. */
const TABLES = [
  { table: 'report', id: 'id', shown: sql`true` },
  { table: 'pair_decision', id: 'id', shown: sql`superseded_at is null` },
  { table: 'removed_report', id: 'report_id', shown: sql`true` },
] as const;
const SLICE = 500;
const LOCKED_MS = 250;

/**
 * Gives each row a new transaction ID whose own is ahead of this cluster, because it was written by another one: the feed
 * would hold it back until then. Runs in slices, so that no row stays locked for long; it may be stopped, run in several
 * processes, and run again. Without such rows, it only looks into the three indexes. Returns how many rows it changed.
 */
export async function resequenceFeed(
  db: Db,
  stopped: AbortSignal = new AbortController().signal,
  slice = SLICE,
): Promise<number> {
  let changed = 0;
  for (const { table, id, shown } of TABLES) {
    const ahead = sql`${shown} and changed_txid >= pg_snapshot_xmax(pg_current_snapshot())`;
    for (; !stopped.aborted; ) {
      // A row that someone else is changing gets a new ID from that change, or is taken next time.
      const { rows } = await sql<{ done: number; left: boolean }>`
        with next as (
          select ${sql.ref(id)} as id from ${sql.table(table)} where ${ahead}
          order by changed_txid, ${sql.ref(id)} limit ${slice} for update skip locked
        ), done as (
          update ${sql.table(table)} as own set changed_txid = pg_current_xact_id() from next
          where own.${sql.ref(id)} = next.id returning 1
        )
        select (select count(*) from done) as done, exists (select 1 from ${sql.table(table)} where ${ahead}) as left`.execute(
        db,
      );
      const { done = 0, left = false } = rows[0] ?? {};
      changed += done;
      if (!left) break;
      if (done === 0) await sleepFor(LOCKED_MS, undefined, { signal: stopped }).catch(() => {});
    }
  }
  return changed;
}
