import type { Log } from '#electron/common/log.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
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
  /** Whether the list of this session has been stored. */
  let isRead = false;

  /** The latest refresh, which the next one waits for. */
  let latest: Promise<void> = Promise.resolve();

  /**
   * Asks the server which reports are hidden now. Refreshes run one after another, so that no older list replaces a newer
   * one. @throws CallError if that fails; hidden reports then stay hidden.
   */
  function refresh(signal?: AbortSignal): Promise<void> {
    latest = latest.catch(() => undefined).then(() => ask(signal));
    return latest;
  }

  async function ask(signal: AbortSignal | undefined): Promise<void> {
    const { reportIds, ...more } = await api.call('reviewHidden', signal === undefined ? {} : { signal });
    // A report with unsent decisions from this workstation is not hidden yet: the supervisor decided before the report
    // was selected for review.
    const listed = reportIds.filter((id) => stores.outbox.ofReport(id).length === 0);
    const before = stores.supervision.get();
    // Fetch first: a report that can't be fetched stays hidden, and the next round tries again. It must not keep the
    // others from being pulled, nor decisions from being sent.
    const back: (Report | null)[] = [];
    const stays: string[] = [];
    for (const id of before.reportIds.filter((one) => !listed.includes(one))) {
      try {
        back.push(await asItIs(id));
      } catch (error) {
        log('reviews.report_not_read', { report: id, code: errorShape(error).code });
        stays.push(id);
      }
    }
    const hidden = [...listed, ...stays];
    const came = hidden.filter((id) => stores.reports.seqOf(id) !== null);
    const isSame = back.length === 0 && hidden.length === before.reportIds.length && came.length === 0;
    const isSameMore =
      before.isOnlySupervisor === more.isOnlySupervisor &&
      before.toReview === more.toReview &&
      before.newAnswers === more.newAnswers &&
      before.holdsLifting === more.holdsLifting;
    if (isSame && isSameMore && stores.supervision.isKnown()) {
      isRead = true;
      return;
    }
    if (isStopped) return;
    write(stores.db, (tx) => {
      stores.supervision.set(tx, { reportIds: hidden, ...more });
      for (const report of back) {
        if (report !== null) deps.keep(tx, report, stores.policy.current(), stores.meta.generation.get() ?? 1);
      }
      // A pull may have stored more of them in the meantime.
      for (const id of hidden) {
        const seq = stores.reports.seqOf(id);
        if (seq === null) continue;
        deps.unlink(tx, seq);
        stores.reports.remove(tx, seq);
      }
    });
    isRead = true;
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
    plan();
  }

  function plan(): void {
    if (!isStopped) timer = setTimeout(() => void turn(), everyMs);
  }

  return {
    refresh: () => refresh(),
    /**
     * Call before pulling: the change feed does not leave out hidden reports, so nothing may be pulled until this
     * session has the list. Once it has, this resolves at once.
     * @throws CallError if the server did not send the list.
     */
    beforePull: async (signal: AbortSignal): Promise<void> => {
      if (!isRead) await refresh(signal);
      // The workstation is being closed, so the list was not stored.
      if (!isRead) throw new AppError('offline');
    },
    /** Keeps the list current; the first pull asks for it first. */
    start: plan,
    stop: (): void => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
