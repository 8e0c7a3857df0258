import type { AboutWorkstation } from '#electron/common/about-workstation.ts';
import type { Log } from '#electron/common/log.ts';
import type { OthersHere, UnsentCounts } from '#electron/common/others-here.ts';
import { MOST_ACCOUNTS_HERE, type UpdateProblem } from '#shared/domain/workstation.ts';
import { errorShape } from '#shared/errors.ts';
import type { CacheState, SyncState } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';

export type StatusReporterDeps = {
  about: AboutWorkstation & { problem: () => UpdateProblem | null };
  api: Pick<ApiClient, 'call'>;
  officerId: string;
  phase: () => SyncState['phase'];
  /** The signed-in officer's unsent decisions, drafts and reports on this workstation. */
  own: () => UnsentCounts & Pick<CacheState, 'kind' | 'reports'>;
  /** The unsent decisions and drafts of all other accounts on this computer, and the total size of all caches. */
  others: () => Promise<OthersHere & { bytes: number }>;
  log: Log;
  /** A monotonic clock, in milliseconds. */
  clock?: () => number;
};

/** How often a workstation reports its status while nobody signs in or out, in ms. */
const APART_MS = 5 * 60_000;
/** Maximum time that signing out waits while the status is sent a last time, in ms. */
const LEAVING_MS = 1500;

/**
 * Reports this workstation's status to the server, for the administrator's list: only counts, no report data. Call
 * `soon` whenever the sync state changes; after a failure, the status is next sent at the usual time.
 */
export function createStatusReporter(deps: StatusReporterDeps) {
  const { about, api, officerId, phase, own, others, log, clock = () => performance.now() } = deps;
  let last = Number.NEGATIVE_INFINITY;
  let told = '';
  let stopped = false;
  const isThere = () => ['online', 'idle', 'pulling'].includes(phase());

  async function report() {
    const { id: _, problem, ...same } = about;
    const elsewhere = await others();
    const { kind: cache, reports, waiting, drafts } = own();
    const all = [{ officerId, waiting, drafts }, ...elsewhere.accounts];
    const sum = (count: (one: (typeof all)[number]) => number) => all.reduce((n, one) => n + count(one), 0);
    const counts = {
      waiting: sum((one) => one.waiting) + elsewhere.unnamed,
      drafts: sum((one) => one.drafts ?? 0),
      // In a truncated list, accounts left out would look as if they had nothing here.
      accounts: all.length > MOST_ACCOUNTS_HERE ? null : all,
    };
    return { ...same, cache, reports, cacheBytes: elsewhere.bytes, update: problem(), ...counts };
  }

  const send = (body: Awaited<ReturnType<typeof report>>, timeoutMs?: number) =>
    api.call('reportWorkstation', {
      params: { workstationId: about.id },
      body,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });

  const whatChanges = ({ waiting, drafts, accounts }: Awaited<ReturnType<typeof report>>) =>
    JSON.stringify([waiting, drafts, accounts]);

  const notTold = (error: unknown) => log('workstation.not_told', { code: errorShape(error).code });

  async function tell(): Promise<void> {
    const body = await report();
    if (stopped) return;
    await send(body);
    told = whatChanges(body);
  }

  function soon(): void {
    // While paused, waits for a sign-in and then sends the status at once, to tell the server who uses the workstation.
    if (phase() === 'paused') last = Number.NEGATIVE_INFINITY;
    if (stopped || !isThere() || clock() - last < APART_MS) return;
    last = clock();
    tell().catch(notTold);
  }

  const timer = setInterval(soon, APART_MS);
  timer.unref();
  return {
    soon,
    /** Sends the status again at the end of the session, unless nothing has changed or the server can't be reached. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      if (stopped) return;
      stopped = true;
      if (!isThere()) return;
      try {
        const body = await report();
        if (whatChanges(body) !== told) await send(body, LEAVING_MS);
      } catch (error) {
        notTold(error);
      }
    },
  };
}
