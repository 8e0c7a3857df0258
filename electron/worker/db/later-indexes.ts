import { QUEUE_INDEXES } from './queue-indexes.ts';
import type { Db, Tx } from './write.ts';

/**
 * Indexes for sort orders that are not needed right away. Because each has a different key order, storing a report
 * during a first pull would touch a page in each of them: storing 10,000 reports takes 1.4 s of CPU time on this thread
 * with these indexes in place, but 0.8 s when they are built at the end. The index for the queue's initial order is not
 * one of them.
 */
const LATER = new Map(QUEUE_INDEXES.filter(({ isLater }) => isLater).map(({ name, sql }) => [name, sql]));

/**
 * Skips these indexes while a first pull fills the cache, and builds the missing ones afterward; until then, SQLite
 * sorts the rows for each query.
 */
export function createLaterIndexes(db: Db) {
  const isThere = db.prepare<[string], number>("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?").pluck();
  const anyReport = db.prepare<[], number>('SELECT 1 FROM report LIMIT 1').pluck();
  const due = (): string[] => [...LATER.keys()].filter((name) => isThere.get(name) === undefined);

  return {
    /** Drops these indexes if there are no reports yet. */
    leaveOut: (tx: Tx): void => {
      if (anyReport.get() !== undefined) return;
      for (const name of LATER.keys()) tx.exec(`DROP INDEX IF EXISTS ${name}`);
    },
    /** Names of the missing indexes; correct even if the application was killed before or while they were built. */
    due,
    /**
     * Builds one index. This takes 0.1 to 0.16 s for 100,000 reports and 0.05 s for 33,000. Queries may have to wait
     * that long, but each index is built only once per cache.
     * @returns whether any are left to build.
     */
    buildNext: (tx: Tx): boolean => {
      const [name, ...others] = due();
      if (name !== undefined) tx.exec(LATER.get(name) ?? '');
      return others.length > 0;
    },
  };
}
