import type { Log } from '#electron/common/log.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { ApiClient } from './api/client.ts';
import type { Stores } from './db/stores.ts';
import { type Tx, write } from './db/write.ts';

export type HiddenDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  unlink: (tx: Tx, seq: number) => void;
  /** Stores a report that is no longer hidden. */
  keep: (tx: Tx, report: Report, policy: Policy | null, generation: number) => void;
  announce: (topic: Topic) => void;
  log: Log;
  everyMs?: number;
};

export type HiddenReports = ReturnType<typeof createHiddenReports>;

/**
 * Five minutes is often enough: reports are selected for review weekly, and a supervisor's own actions take effect here
 * at once.
 */
const EVERY_MS = 5 * 60_000;

/**
 * Keeps reports awaiting this supervisor's blind review out of the cache, so that no list, search, count, comparison or
 * duplicate here can reveal the first decision. Opening such a report fetches it from the server, as the first officer
 * received it.
 */
export function createHiddenReports(deps: HiddenDeps) {
  const { stores, api, announce, log, everyMs = EVERY_MS } = deps;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** Asks the server which reports are hidden now. @throws CallError if that fails; hidden reports then stay hidden. */
  async function refresh(): Promise<void> {
    const { reportIds, ...more } = await api.call('reviewHidden', {});
    // A report with unsent decisions from this workstation is not hidden yet: the supervisor decided before the report
    // was selected for review.
    const hidden = reportIds.filter((id) => stores.outbox.ofReport(id).length === 0);
    const before = stores.supervision.get();
    const shown = before.reportIds.filter((id) => !hidden.includes(id));
    const came = hidden.filter((id) => stores.reports.seqOf(id) !== null);
    const isSame = shown.length === 0 && hidden.length === before.reportIds.length && came.length === 0;
    const isSameMore =
      before.isOnlySupervisor === more.isOnlySupervisor &&
      before.toReview === more.toReview &&
      before.newAnswers === more.newAnswers &&
      before.holdsLifting === more.holdsLifting;
    if (isSame && isSameMore && stores.supervision.isKnown()) return;
    // Fetch first: if that fails, the reports stay hidden, and the next round tries again.
    const back = await Promise.all(shown.map(asItIs));
    if (isStopped) return;
    write(stores.db, (tx) => {
      stores.supervision.set(tx, { reportIds: hidden, ...more });
      for (const report of back) {
        if (report !== null) deps.keep(tx, report, stores.policy.current(), stores.meta.generation.get() ?? 1);
      }
      for (const id of came) {
        const seq = stores.reports.seqOf(id);
        if (seq === null) continue;
        deps.unlink(tx, seq);
        stores.reports.remove(tx, seq);
      }
    });
    announce('reports');
  }

  /** Fetches a report; null if the agency no longer has it. */
  const asItIs = (reportId: string): Promise<Report | null> =>
    api.call('report', { params: { reportId } }).catch((error: unknown) => {
      if (errorShape(error).code === 'not_found') return null;
      throw error;
    });

  async function turn(): Promise<void> {
    await refresh().catch((error: unknown) => log('reviews.not_asked', { code: errorShape(error).code }));
    if (!isStopped) timer = setTimeout(() => void turn(), everyMs);
  }

  return {
    refresh,
    /**
     * @param sync starts the first pull. If the server has never told this workstation which reports are hidden, the
     * pull starts only after the first request for this information, whether or not that request succeeds.
     */
    start: (sync: () => void): void => {
      const isKnown = stores.supervision.isKnown();
      if (isKnown) sync();
      void turn().then(() => {
        if (!isKnown && !isStopped) sync();
      });
    },
    stop: (): void => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
