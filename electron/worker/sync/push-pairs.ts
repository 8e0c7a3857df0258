import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, writeRepeatable } from '../db/write.ts';
import { endsRound, tryAgain } from './failed-try.ts';

export type PairPushDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  decided: (tx: Tx, reportIds: readonly string[]) => void;
  /** Resolves when everything committed is on disk (flush-log.ts). */
  writeThrough: () => Promise<void>;
  announce: (topic: Topic) => void;
  now: () => Date;
  random: () => number;
};

/** These errors are about the decision itself; all others are retried. */
const REFUSALS: readonly string[] = [
  'not_found',
  'invalid_request',
  'against_rule',
  'idempotency_mismatch',
  'forbidden',
];

/**
 * Sends decisions about pairs with their idempotency keys. Each one is acknowledged (one transaction stores the
 * server's decision and deletes the row), kept for a retry, or marked as refused and shown to the officer.
 */
export function createPairPush(deps: PairPushDeps) {
  const { stores, api, announce, now } = deps;
  const { pairOutbox } = stores;
  const due = () => pairOutbox.due(now().toISOString());

  async function send(row: QueuedPair, signal: AbortSignal): Promise<void> {
    writeRepeatable(stores.db, (tx) => pairOutbox.sending(tx, row.id));
    // As with acts (push.ts), the row is on disk before it is sent. If the response is lost, the decision is sent again
    // and gets the same response.
    await deps.writeThrough();
    try {
      const decision = await api.call('decidePair', {
        headers: { 'idempotency-key': row.id },
        body: { reports: row.reports, decision: row.decision, note: '' },
        signal,
      });
      writeRepeatable(stores.db, (tx) => {
        stores.pairs.save(tx, decision, stores.meta.generation.get() ?? 1);
        pairOutbox.remove(tx, row.id);
        deps.decided(tx, row.reports);
      });
      announce('outbox');
      announce('reports');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const refused = REFUSALS.includes(error.code);
      writeRepeatable(stores.db, (tx) => {
        if (refused) {
          pairOutbox.refuse(tx, row.id, errorShape(error));
          deps.decided(tx, row.reports);
          return;
        }
        const { maybeSent, at } = tryAgain(row, error, deps);
        pairOutbox.tryLater(tx, row.id, maybeSent, at, errorShape(error));
      });
      announce('outbox');
      if (endsRound(error)) throw error;
    }
  }

  return async (signal: AbortSignal): Promise<void> => {
    // Read rows one at a time, because the officer may withdraw the next one in the meantime.
    for (;;) {
      const row = due();
      if (row === null || signal.aborted) return;
      await send(row, signal);
    }
  };
}
