import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';
import { endsRound } from './failed-try.ts';

type Deps = {
  stores: Pick<Stores, 'db' | 'hintFeedback'>;
  api: Pick<ApiClient, 'call'>;
};

/** Permanent errors, for example because the report was deleted or the server does not know the hint. */
const FINAL: readonly string[] = ['not_found', 'invalid_request', 'forbidden'];

/** Sends the officer's hint feedback. The server only counts it, so feedback that the server rejects is dropped. */
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
          // Any other error may be temporary, so retry in a later round.
          if (!FINAL.includes(error.code)) return;
        }
        write(db, (tx) => hintFeedback.told(tx, row));
      }
    }
  };
}
