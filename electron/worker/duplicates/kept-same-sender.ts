import { type SameSenderReport, toSameSenderReport } from '#shared/domain/same-sender-report.ts';
import type { ShownSameSender } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';

/** How long a response is cached; an open report is loaded again whenever the connection comes back. */
const GOOD_MS = 60_000;
const TIMEOUT_MS = 10_000;

/**
 * Other reports by the same person according to the server, including those removed from this workstation or filed under
 * another name.
 */
export function createKeptSameSender(api: ApiClient, stores: Pick<Stores, 'queue' | 'reports'>) {
  let last: { reportId: string; at: number; reports: readonly SameSenderReport[] } | null = null;
  return async (reportId: string): Promise<ShownSameSender[]> => {
    if (last?.reportId !== reportId || performance.now() - last.at > GOOD_MS) {
      const { reports } = await api.call('sameSender', { params: { reportId }, timeoutMs: TIMEOUT_MS });
      last = { reportId, at: performance.now(), reports };
    }
    return last.reports.map((one) => {
      const here = stores.reports.get(one.reportId);
      if (here === null) return Object.assign({ unsent: false }, one);
      // Prefer the queue's state, which may have changed since the server responded.
      return Object.assign({ unsent: stores.queue.row(one.reportId)?.unsent ?? false }, toSameSenderReport(here));
    });
  };
}
