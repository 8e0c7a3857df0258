import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { writeRepeatable } from '../db/write.ts';
import { endsRound } from './failed-try.ts';

export type TrailPushDeps = {
  stores: Pick<Stores, 'db' | 'trail'>;
  api: Pick<ApiClient, 'call'>;
  now: () => Date;
};

/** How long rows stay after the server received them, in milliseconds. */
const KEPT_MS = 86_400_000;

/**
 * Sends openings and undone acts in batches. A row that is sent again only replaces its earlier state, so a lost response
 * does no harm; after any error, everything that is left is sent in a later round.
 */
export function createTrailPush({ stores: { db, trail }, api, now }: TrailPushDeps) {
  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const [rows, undone] = [trail.waiting(), trail.waitingUndone()];
      if (rows.length + undone.length === 0) return;
      try {
        await api.call('saveTrail', { body: { openings: rows.map(({ opening }) => opening), undone }, signal });
      } catch (error) {
        if (!(error instanceof CallError) || endsRound(error)) throw error;
        return;
      }
      writeRepeatable(db, (tx) => {
        trail.sent(tx, rows);
        trail.undoneSent(tx, undone);
        trail.forget(tx, new Date(now().getTime() - KEPT_MS).toISOString());
      });
    }
  };
}
