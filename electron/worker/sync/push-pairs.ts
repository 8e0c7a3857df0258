import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import { inTransactionThatMayRepeat } from '../db/open.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';
import { endsRound, tryAgain } from './failed-try.ts';

export type PairPushDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  decided: (reportIds: readonly string[]) => void;
  /** Ends when all that was committed is on the disk (flush-log.ts). */
  writeThrough: () => Promise<void>;
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
  const due = () => pairOutbox.due(now().toISOString());

  async function send(row: QueuedPair, signal: AbortSignal): Promise<void> {
    inTransactionThatMayRepeat(stores.db, () => pairOutbox.sending(row.id));
    // As an act (push.ts): on the disk before it leaves; what comes of it may be lost, and is then heard once more.
    await deps.writeThrough();
    try {
      const decision = await api.call('decidePair', {
        headers: { 'idempotency-key': row.id },
        body: { reports: row.reports, decision: row.decision, note: '' },
        signal,
      });
      inTransactionThatMayRepeat(stores.db, () => {
        stores.pairs.save(decision, stores.meta.generation.get() ?? 1);
        pairOutbox.remove(row.id);
        deps.decided(row.reports);
      });
      announce('outbox');
      announce('reports');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const refused = REFUSALS.includes(error.code);
      inTransactionThatMayRepeat(stores.db, () => {
        if (refused) {
          pairOutbox.refuse(row.id, errorShape(error));
          deps.decided(row.reports);
          return;
        }
        const { maybeSent, at } = tryAgain(row, error, deps);
        pairOutbox.tryLater(row.id, maybeSent, at, errorShape(error));
      });
      announce('outbox');
      if (endsRound(error)) throw error;
    }
  }

  return async (signal: AbortSignal): Promise<void> => {
    // Read anew after each: the officer may have taken the next one back meanwhile.
    for (;;) {
      const row = due();
      if (row === null || signal.aborted) return;
      await send(row, signal);
    }
  };
}
