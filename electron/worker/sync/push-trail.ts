import type { Log } from '#electron/common/log.ts';
import type { UndoneAct } from '#shared/domain/trail.ts';
import { errorShape } from '#shared/errors.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import type { WaitingOpening } from '../db/trail.ts';
import { writeRepeatable } from '../db/write.ts';
import { endsRound, PASSING } from './failed-try.ts';

export type TrailPushDeps = {
  stores: Pick<Stores, 'db' | 'trail'>;
  api: Pick<ApiClient, 'call'>;
  log: Log;
  now: () => Date;
};

type Batch = { rows: readonly WaitingOpening[]; undone: readonly UndoneAct[] };

/** How long rows stay after the server received them, in milliseconds. */
const KEPT_MS = 86_400_000;

/**
 * Sends openings and undone acts in batches. A row that is sent again only replaces its earlier state, so a lost
 * response does no harm; after a temporary error, the remaining rows are sent in a later round. A batch that the server
 * rejects is sent row by row, so that one unacceptable row does not block the others. The unacceptable row is logged
 * and dropped.
 */
export function createTrailPush({ stores: { db, trail }, api, log, now }: TrailPushDeps) {
  const done = ({ rows, undone }: Batch) =>
    writeRepeatable(db, (tx) => {
      trail.sent(tx, rows);
      trail.undoneSent(tx, undone);
      trail.forget(tx, new Date(now().getTime() - KEPT_MS).toISOString());
    });

  /**
   * Sends a batch. Returns the error if the server rejected the contents; null if it accepted them. @throws CallError
   * on any other failure.
   */
  async function send({ rows, undone }: Batch, signal: AbortSignal): Promise<CallError | null> {
    try {
      const body = { openings: rows.map(({ opening }) => opening), undone: [...undone] };
      await api.call('saveTrail', { body, signal });
      return null;
    } catch (error) {
      if (error instanceof CallError && error.reached && !endsRound(error) && !PASSING.includes(error.code))
        return error;
      throw error;
    }
  }

  async function sendAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const batch: Batch = { rows: trail.waiting(), undone: trail.waitingUndone() };
      if (batch.rows.length + batch.undone.length === 0) return;
      const refused = await send(batch, signal);
      if (refused === null) {
        done(batch);
        continue;
      }
      log('trail.refused', { code: errorShape(refused).code, rows: batch.rows.length, undone: batch.undone.length });
      const alone: Batch[] = [
        ...batch.rows.map((row) => ({ rows: [row], undone: [] })),
        ...batch.undone.map((one) => ({ rows: [], undone: [one] })),
      ];
      for (const one of alone) {
        if (signal.aborted) return;
        const why = await send(one, signal);
        if (why !== null)
          log('trail.given_up', { code: errorShape(why).code, opening: one.rows[0]?.opening.id ?? null });
        done(one);
      }
    }
  }

  return async (signal: AbortSignal): Promise<void> => {
    try {
      await sendAll(signal);
    } catch (error) {
      if (!(error instanceof CallError) || endsRound(error)) throw error;
    }
  };
}
