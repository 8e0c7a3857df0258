import { byBearing, MOST_REPEATS } from '#shared/domain/repeat.ts';
import type { ShownRepeat } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';

type FromServer = Omit<ShownRepeat, 'other'>;

/** So long an answer is good: whoever goes back and forth between decisions of one report asks the server once. */
const GOOD_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Repeats of a report that only the server still has. */
export function createKeptRepeats(api: ApiClient, stores: Pick<Stores, 'reports' | 'pairs'>) {
  let last: { reportId: string; at: number; repeats: readonly FromServer[] } | null = null;
  return async (reportId: string): Promise<ShownRepeat[]> => {
    if (last?.reportId !== reportId || performance.now() - last.at > GOOD_MS) {
      const { repeats } = await api.call('repeats', { params: { reportId }, timeoutMs: TIMEOUT_MS });
      last = { reportId, at: performance.now(), repeats };
    }
    return notHere(stores, reportId, last.repeats);
  };
}

/**
 * Those whose report is not in the cache, at most `MOST_REPEATS`, by bearing; with what was decided here and is still on its
 * way to the server.
 */
export function notHere(
  { reports, pairs }: Pick<Stores, 'reports' | 'pairs'>,
  reportId: string,
  repeats: readonly FromServer[],
): ShownRepeat[] {
  const decided = new Map(
    pairs
      .ofReport(reportId)
      .map(({ reports: [left, right], decision }) => [left === reportId ? right : left, decision]),
  );
  return repeats
    .filter((one) => reports.seqOf(one.reportId) === null)
    .map((one) => Object.assign({}, one, { other: null, state: decided.get(one.reportId) ?? one.state }))
    .sort(byBearing)
    .slice(0, MOST_REPEATS);
}
