import { z } from 'zod';
import type { Db, Tx } from './write.ts';

/** Metadata about the cache, such as how far the pull got and when. */

/**
 * `basis`: a fingerprint of the rules that reports are screened against. `next`: the first report not screened yet;
 * null when none is left.
 */
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
    /** When this cache replaced one that could not be read. */
    replacedAt: text('replaced_at'),
    /** The latest time ever seen on this workstation: a clock that shows an earlier time was set back. */
    newestAt: text('newest_at'),
    /** The agency's public key for the sealed journal, as JSON. */
    recoveryKey: text('recovery_key'),
    /** The colleagues a report can be assigned to, as JSON, and when the server listed them. */
    colleagues: text('colleagues'),
    /** The server's latest information for a supervisor about second reviews, as JSON (supervision.ts). */
    supervision: text('supervision'),
    /** The agency's linkage model and its version, as JSON; unset while the bundled model is in use. */
    linkModel: text('link_model'),
    /** The agency's streets and their version, as JSON; unset if the agency provided none. */
    streetLines: text('street_lines'),
    /** How far the queue's hint counts have been updated to the current screening basis (rescreening.ts). */
    screened: {
      get: () => screenedShape.safeParse(JSON.parse(screened.get() ?? 'null')).data ?? null,
      set: (tx: Tx, value: z.infer<typeof screenedShape>): void => screened.set(tx, JSON.stringify(value)),
    },
    /** Counts full pulls. After a full pull, a report that still has an older number no longer exists on the server. */
    generation,
    /**
     * The number of reports that the full pull has fetched, and about how many there are in total; null when no full pull
     * is in progress.
     */
    pullDone,
    pullTotal: count('pull_total'),
    /** After a rollback: when to continue after the first page, so that workstations don't all pull at once. */
    refillAt: text('refill_at'),
    /** Whether a full pull is in progress or still to come: the cache is incomplete. */
    isFilling: (): boolean => cursor.get() === null || pullDone.get() !== null,
    /** Whether a full pull is in progress while the cache still contains the data of an earlier full pull. */
    isRefilling: (): boolean => pullDone.get() !== null && (generation.get() ?? 0) > 1,
  };
}
