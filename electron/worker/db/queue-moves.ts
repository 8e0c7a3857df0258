import type { Db } from './open.ts';
import { type Place, placeSql, type QueueSortKey, type Value, type Where } from './queue-sql.ts';

/** After more than so many at once nothing is followed any more. */
const MOST = 500;
/** What sorts and filters of the queue look at. */
const LOOKED_AT =
  'in_queue, tracking_number, received_at, waiting_since, kind, offense_key, location_key, person_key, state_rank, hints, likelihood, photos, owner'.split(
    ', ',
  );

export type Move = { place: Place; by: 1 | -1 };

/**
 * Follows which rows of the queue come, go and change, in temporary tables of this connection: so what is known of an order
 * of a million rows need not be found again because one report was decided.
 */
export function createQueueMoves(db: Db) {
  const row = (of: 'old' | 'new', by: 1 | -1) =>
    `INSERT INTO queue_moved SELECT NULL, ${by}, ${LOOKED_AT.map((one) => `${of}.${one}`).join(', ')} WHERE (SELECT n FROM queue_moves) <= ${MOST};`;
  const count = 'UPDATE queue_moves SET n = n + 1, ever = ever + 1;';
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS queue_moves (one INTEGER PRIMARY KEY, n INTEGER NOT NULL, ever INTEGER NOT NULL);
    INSERT OR IGNORE INTO temp.queue_moves VALUES (1, 0, 0);
    CREATE TEMP TABLE IF NOT EXISTS queue_moved (at INTEGER PRIMARY KEY, moved_by INTEGER NOT NULL, ${LOOKED_AT.join(', ')});
    CREATE TEMP TRIGGER IF NOT EXISTS queue_came AFTER INSERT ON main.queue BEGIN ${count} ${row('new', 1)} END;
    CREATE TEMP TRIGGER IF NOT EXISTS queue_went AFTER DELETE ON main.queue BEGIN ${count} ${row('old', -1)} END;
    CREATE TEMP TRIGGER IF NOT EXISTS queue_changed AFTER UPDATE OF ${LOOKED_AT.join(', ')} ON main.queue
      WHEN ${LOOKED_AT.map((one) => `old.${one} IS NOT new.${one}`).join(' OR ')}
      BEGIN ${count} ${row('old', -1)} ${row('new', 1)} END;
  `);
  const counted = db.prepare<[], number>('SELECT n FROM temp.queue_moves').pluck();
  const ever = db.prepare<[], number>('SELECT ever FROM temp.queue_moves').pluck();
  const last = db.prepare<[], number | null>('SELECT max(at) FROM temp.queue_moved').pluck();

  return {
    /** Goes up with every row that comes, goes or changes in what sorts and filters look at. */
    mark: (): number => ever.get() ?? 0,
    /** Where the log ends now, to ask later what came after. */
    end: (): number => last.get() ?? 0,
    /** Whether there were more than are followed; then the log begins anew, and nothing from before holds. */
    tooMany: (): boolean => {
      if ((counted.get() ?? 0) <= MOST) return false;
      db.exec('DELETE FROM temp.queue_moved; UPDATE temp.queue_moves SET n = 0');
      return true;
    },
    /** What came into an order and went from it since then, oldest first. */
    since: (at: number, where: readonly Where[], key: QueueSortKey): Move[] => {
      if (last.get() === at || last.get() === null) return [];
      const { sql, values } = placeSql(where, key, 'temp.queue_moved');
      return db
        .prepare<Value[], { sortKey: Value; trackingNumber: string; by: number }>(`${sql} AND at > ? ORDER BY at`)
        .all(...values, at)
        .map(({ sortKey, trackingNumber, by }) => ({
          place: { key: sortKey, number: trackingNumber },
          by: by > 0 ? 1 : -1,
        }));
    },
  };
}
