import type { ChangePage } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { ApiClient } from '../api/client.ts';
import { inTransaction } from '../db/open.ts';
import type { Stores } from '../db/stores.ts';

export type PullDeps = {
  stores: Stores;
  api: ApiClient;
  /** Stores one report with its hints and links; runs inside the pull's transaction. */
  keep: (report: Report, policy: Policy | null, generation: number) => void;
  /** Somebody decided about these reports; runs inside the pull's transaction. */
  decided: (reportIds: readonly string[]) => void;
  unlink: (seq: number) => void;
  announce: (topic: Topic) => void;
  now: () => Date;
};

const PAGE = 500;
const LONGEST_WAIT_S = 25;

/** What a page was: whether more lies ready, and whether it brought anything. */
export type Pulled = { more: boolean; changed: boolean };

/**
 * Brings the cache up to the server's state, a page at a time. A page and its cursor are one transaction, so a pull
 * that is killed goes on where it was.
 *
 * When the server no longer knows the cursor (it was restored or replaced), everything is pulled again *in place*: the
 * old reports stay to be read, each page writes over them, and what the whole pull did not bring is removed with its
 * last page. So the queue never vanishes and never stays a mixture.
 */
export function createPull(deps: PullDeps) {
  const { stores, api, announce } = deps;
  const { meta } = stores;

  async function step(waitSeconds: number, signal: AbortSignal): Promise<Pulled> {
    if (meta.cursor.get() === null && meta.pullDone.get() === null) beginWholePull();
    const page = await fetchPage(Math.min(waitSeconds, LONGEST_WAIT_S), signal);
    const policy = await policyFor(page.policyVersion, signal);
    apply(page, policy);
    return { more: page.more, changed: page.reports.length > 0 || page.pairs.length > 0 };
  }

  function beginWholePull(): void {
    inTransaction(stores.db, () => {
      meta.cursor.set(null);
      meta.generation.set((meta.generation.get() ?? 0) + 1);
      meta.pullDone.set(0);
      meta.pullTotal.set(null);
    });
  }

  async function fetchPage(wait: number, signal: AbortSignal): Promise<ChangePage> {
    const ask = (after: string | null, seconds: number) =>
      api.call('changes', {
        query: { limit: PAGE, wait: seconds, ...(after === null ? {} : { after }) },
        signal,
        timeoutMs: (seconds + 10) * 1000,
      });
    try {
      return await ask(meta.cursor.get(), wait);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'cursor_expired') throw error;
      beginWholePull();
      return ask(null, 0);
    }
  }

  /** Titles in the lists come from the policy, so it is fetched before the page that names a new version is stored. */
  async function policyFor(version: number, signal: AbortSignal): Promise<Policy | null> {
    if (stores.policy.version() === version) return stores.policy.current();
    const policy = await api.call('policy', { signal });
    inTransaction(stores.db, () => {
      stores.policy.save(policy);
      stores.reports.retitle(policy);
    });
    announce('policy');
    announce('reports');
    return policy;
  }

  function apply(page: ChangePage, policy: Policy | null): void {
    const whole = meta.pullDone.get();
    if (page.reports.length === 0 && page.removed.length === 0 && page.cursor === meta.cursor.get() && whole === null) {
      inTransaction(stores.db, () => meta.lastPullAt.set(deps.now().toISOString()));
      return;
    }
    const generation = meta.generation.get() ?? 1;
    let swept = 0;
    inTransaction(stores.db, () => {
      for (const report of page.reports) deps.keep(report, policy, generation);
      for (const pair of page.pairs) stores.pairs.save(pair, generation);
      for (const pair of page.pairs) deps.decided(pair.reports);
      for (const id of page.removed) swept += forget(id) ? 1 : 0;
      meta.cursor.set(page.cursor);
      meta.lastPullAt.set(deps.now().toISOString());
      if (whole === null) return;
      if (page.total !== null) meta.pullTotal.set(page.total);
      meta.pullDone.set(whole + page.reports.length);
      if (page.more) return;
      for (const seq of stores.reports.stale(generation)) {
        deps.unlink(seq);
        stores.reports.remove(seq);
        swept += 1;
      }
      for (const pair of stores.pairs.dropStale(generation)) deps.decided(pair.reports);
      meta.pullDone.set(null);
      meta.pullTotal.set(null);
    });
    if (page.reports.length > 0 || page.pairs.length > 0 || swept > 0) announce('reports');
  }

  /** Drops a report that the agency no longer keeps; an act that waits for it will be refused, and is shown so. */
  function forget(id: string): boolean {
    const seq = stores.reports.seqOf(id);
    if (seq === null) return false;
    deps.unlink(seq);
    stores.reports.remove(seq);
    return true;
  }

  return { step, isWhole: () => meta.cursor.get() === null || meta.pullDone.get() !== null };
}
