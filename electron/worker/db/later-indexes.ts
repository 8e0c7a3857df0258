import { type Db, inTransactionThatMayRepeat } from './open.ts';

/**
 * Orders that nobody looks at first. Each keeps its keys in an order of its own, so that every report of a first pull
 * would write another page of each; what the queue begins with, and what its counts are read from, stays.
 */
const LATER = [
  'queue_by_tracking_number',
  'queue_by_kind',
  'queue_by_offense',
  'queue_by_location',
  'queue_by_person',
  'queue_by_state',
  'queue_by_hints',
  'queue_by_repeats',
  'queue_of_person',
];

/** Leaves indexes out while a first pull fills the cache, and builds them afterwards; until then lists are sorted. */
export function createLaterIndexes(db: Db) {
  const due = db.prepare<[], string>('SELECT name FROM later_index ORDER BY name').pluck();
  const next = db.prepare<[], { name: string; sql: string }>('SELECT name, sql FROM later_index ORDER BY name LIMIT 1');
  const sqlOf = db.prepare<[string], string>("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?").pluck();
  const leaveOut = db.prepare('INSERT INTO later_index (name, sql) VALUES (?, ?)');
  const built = db.prepare('DELETE FROM later_index WHERE name = ?');
  const anyReport = db.prepare<[], number>('SELECT 1 FROM report LIMIT 1').pluck();

  return {
    /** Leaves them out where there is no report yet; inside the transaction of its caller. */
    leaveOut: (): void => {
      if (anyReport.get() !== undefined) return;
      for (const name of LATER) {
        const sql = sqlOf.get(name);
        if (sql === undefined) continue;
        leaveOut.run(name, sql);
        db.exec(`DROP INDEX ${name}`);
      }
    },
    /** Names of those that are still to be built. */
    due: (): string[] => due.all(),
    /** Builds one, in a transaction of its own that takes as long as it takes. @returns whether another one is left. */
    buildNext: (): boolean => {
      const index = next.get();
      if (index === undefined) return false;
      inTransactionThatMayRepeat(db, () => {
        db.exec(index.sql);
        built.run(index.name);
      });
      return due.get() !== undefined;
    },
  };
}
