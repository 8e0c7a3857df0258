import { compareByRelevance, MOST_DUPLICATES } from '#shared/domain/duplicate.ts';
import type { ShownDuplicate } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';

type FromServer = Omit<ShownDuplicate, 'other'>;

/** How long a response is cached, so that several decisions in a row on one report query the server only once. */
const GOOD_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Returns a report's duplicates that are no longer in the cache but are still on the server. */
export function createKeptDuplicates(api: ApiClient, stores: Pick<Stores, 'reports' | 'pairs' | 'supervision'>) {
  let last: { reportId: string; at: number; duplicates: readonly FromServer[] } | null = null;
  return async (reportId: string): Promise<ShownDuplicate[]> => {
    if (last?.reportId !== reportId || performance.now() - last.at > GOOD_MS) {
      const { duplicates } = await api.call('duplicates', { params: { reportId }, timeoutMs: TIMEOUT_MS });
      last = { reportId, at: performance.now(), duplicates };
    }
    return notHere(stores, reportId, last.duplicates);
  };
}

/**
 * Returns a report's duplicates that are not in the cache: at most `MOST_DUPLICATES`, most relevant first. Unsent
 * decisions made here are included. Officers' decisions about a report that is up for blind review are left out.
 */
export function notHere(
  { reports, pairs, supervision }: Pick<Stores, 'reports' | 'pairs' | 'supervision'>,
  reportId: string,
  duplicates: readonly FromServer[],
): ShownDuplicate[] {
  const decided = new Map(
    pairs
      .ofReport(reportId)
      .filter(({ reports: both }) => !both.some(supervision.isHidden))
      .map(({ reports: [left, right], decision }) => [left === reportId ? right : left, decision]),
  );
  return duplicates
    .filter((one) => reports.seqOf(one.reportId) === null)
    .map((one) => Object.assign({}, one, { other: null, state: decided.get(one.reportId) ?? one.state }))
    .sort(compareByRelevance)
    .slice(0, MOST_DUPLICATES);
}
