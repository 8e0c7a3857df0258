import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import { inTransaction } from '../db/open.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';
import { undoMs } from '../db/undo-time.ts';
import { backoffMs } from './backoff.ts';
import { endsRound } from './push.ts';

export type PairPushDeps = {
  stores: Stores;
  api: ApiClient;
  decided: (reportIds: readonly string[]) => void;
  announce: (topic: Topic) => void;
  now: () => Date;
  random: () => number;
};

/** These say something about the decision itself; everything else is tried again. */
const REFUSALS: readonly string[] = [
  'not_found',
  'invalid_request',
  'against_rule',
  'idempotency_mismatch',
  'forbidden',
];

/**
 * Sends decisions about pairs under their idempotency keys. Each ends acknowledged (the server's decision is stored and
 * the row goes, in one transaction), kept for another try, or refused and shown.
 */
export function createPairPush(deps: PairPushDeps) {
  const { stores, api, announce, now } = deps;
  const { pairOutbox } = stores;

  function release(): boolean {
    const at = now();
    const released = inTransaction(stores.db, () => {
      pairOutbox.holdAtMost(new Date(at.getTime() + undoMs(stores)).toISOString());
      return pairOutbox.release(at.toISOString());
    });
    if (released > 0) announce('outbox');
    return released > 0;
  }

  async function round(signal: AbortSignal): Promise<void> {
    for (let rows = due(); rows.length > 0; rows = due()) {
      for (const row of rows) {
        if (signal.aborted) return;
        await send(row, signal);
      }
    }
  }

  const due = () => pairOutbox.due(now().toISOString());

  async function send(row: QueuedPair, signal: AbortSignal): Promise<void> {
    inTransaction(stores.db, () => pairOutbox.sending(row.id));
    try {
      const decision = await api.call('decidePair', {
        headers: { 'idempotency-key': row.id },
        body: { reports: row.reports, decision: row.decision, note: '' },
        signal,
      });
      inTransaction(stores.db, () => {
        stores.pairs.save(decision, stores.meta.generation.get() ?? 1);
        pairOutbox.remove(row.id);
        deps.decided(row.reports);
      });
      announce('outbox');
      announce('reports');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const refused = REFUSALS.includes(error.code);
      inTransaction(stores.db, () => {
        if (refused) {
          pairOutbox.refuse(row.id, errorShape(error));
          deps.decided(row.reports);
          return;
        }
        const wait = backoffMs(row.attempts + 1, deps.random, error.retryAfterMs);
        const maybeSent = row.maybeSent || error.reached;
        pairOutbox.tryLater(row.id, maybeSent, new Date(now().getTime() + wait).toISOString(), errorShape(error));
      });
      announce('outbox');
      if (endsRound(error)) throw error;
    }
  }

  return { release, round };
}
