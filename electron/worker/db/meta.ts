import { z } from 'zod';
import type { Db, Tx } from './write.ts';

/** Small facts about the cache: how far the pull came, and when. */

/** By what reports were screened, and from which on they are still to be; null when none is left. */
const screenedShape = z.object({ basis: z.string(), next: z.int().nullable() });

export function createMeta(db: Db) {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const write = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM meta WHERE key = ?');

  const text = (key: string) => ({
    get: (): string | null => read.get(key)?.value ?? null,
    set: (tx: Tx, value: string | null): void => {
      if (value === null) tx.run(remove, key);
      else tx.run(write, key, value);
    },
  });
  const count = (key: string) => {
    const kept = text(key);
    return {
      get: (): number | null => (kept.get() === null ? null : Number(kept.get())),
      set: (tx: Tx, value: number | null): void => kept.set(tx, value === null ? null : String(value)),
    };
  };

  const cursor = text('cursor');
  const pullDone = count('pull_done');
  const generation = count('generation');
  const screened = text('screened');
  return {
    cursor,
    lastPullAt: text('last_pull_at'),
    /** The latest time that was ever seen here: a clock that shows an earlier one was set back. */
    newestAt: text('newest_at'),
    /** The agency's public key for the sealed journal, as JSON. */
    recoveryKey: text('recovery_key'),
    /** Who can take over a report, as JSON, and when the server said so. */
    colleagues: text('colleagues'),
    /** The agency's model of linkage and its version, as JSON; none where the one that ships is in force. */
    linkModel: text('link_model'),
    /** How far the queue's hint counts follow what screening rests on (rescreening.ts). */
    screened: {
      get: () => screenedShape.safeParse(JSON.parse(screened.get() ?? 'null')).data ?? null,
      set: (tx: Tx, value: z.infer<typeof screenedShape>): void => screened.set(tx, JSON.stringify(value)),
    },
    /** Counts whole pulls. A report that still has an older number after one is gone from the server. */
    generation,
    /** Null when no whole pull is under way; else how many reports it brought so far, and about how many there are. */
    pullDone,
    pullTotal: count('pull_total'),
    /** Whether a whole pull is under way or still to come: not all that the server has is here. */
    isFilling: (): boolean => cursor.get() === null || pullDone.get() !== null,
    /** Whether all is pulled once more, over what an earlier whole pull brought. */
    isRefilling: (): boolean => pullDone.get() !== null && (generation.get() ?? 0) > 1,
  };
}
