import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';
import { endsRound } from './failed-try.ts';

type Deps = {
  stores: Pick<Stores, 'db' | 'hintFeedback'>;
  api: Pick<ApiClient, 'call'>;
};

/** These will be answered the same for ever: the report is gone, or the server knows no such hint. */
const FINAL: readonly string[] = ['not_found', 'invalid_request', 'forbidden'];

/** Tells the server what the officer says about hints. It is a count and no decision, so what is refused is let go. */
export function createHintPush({ stores: { db, hintFeedback }, api }: Deps) {
  return async (signal: AbortSignal): Promise<void> => {
    for (let rows = hintFeedback.waiting(); rows.length > 0; rows = hintFeedback.waiting()) {
      for (const row of rows) {
        if (signal.aborted) return;
        const { reportId, code, wrong } = row;
        try {
          await api.call('saveHintFeedback', { params: { reportId, code }, body: { wrong }, signal });
        } catch (error) {
          if (!(error instanceof CallError) || endsRound(error)) throw error;
          // Whatever else kept the server from it may pass; it is said again in a later round.
          if (!FINAL.includes(error.code)) return;
        }
        write(db, (tx) => hintFeedback.told(tx, row));
      }
    }
  };
}
