import type { AboutWorkstation } from '#electron/common/about-workstation.ts';
import type { Log } from '#electron/common/log.ts';
import type { Left, OthersHere } from '#electron/common/others-here.ts';
import { MOST_ACCOUNTS_HERE, type UpdateTrouble } from '#shared/domain/workstation.ts';
import { errorShape } from '#shared/errors.ts';
import type { CacheState, SyncState } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';

export type TellingDeps = {
  about: AboutWorkstation & { trouble: () => UpdateTrouble | null };
  api: Pick<ApiClient, 'call'>;
  officerId: string;
  phase: () => SyncState['phase'];
  /** What the officer who is signed in has here. */
  own: () => Left & Pick<CacheState, 'kind' | 'reports'>;
  /** What everybody else has here, and what all caches together take up. */
  others: () => Promise<OthersHere & { bytes: number }>;
  log: Log;
  /** Milliseconds on a clock that only goes forward. */
  clock?: () => number;
};

/** How often a workstation says how it is while nobody signs in or out, in ms. */
const APART_MS = 5 * 60_000;
/** Nobody waits longer than this to sign out. */
const LEAVING_MS = 1500;

/**
 * Tells the server how this workstation is, for the administrator's list: counts only, and nothing of any report. Call
 * `soon` whenever sync says something; a failure is not repeated before the next time.
 */
export function createTelling(deps: TellingDeps) {
  const { about, api, officerId, phase, own, others, log, clock = () => performance.now() } = deps;
  let last = Number.NEGATIVE_INFINITY;
  let told = '';
  let stopped = false;
  const isThere = () => ['online', 'idle', 'pulling'].includes(phase());

  async function report() {
    const { id: _, trouble, ...same } = about;
    const elsewhere = await others();
    const { kind: cache, reports, waiting, drafts } = own();
    const all = [{ officerId, waiting, drafts }, ...elsewhere.accounts];
    const sum = (count: (one: (typeof all)[number]) => number) => all.reduce((n, one) => n + count(one), 0);
    const counts = {
      waiting: sum((one) => one.waiting) + elsewhere.unnamed,
      drafts: sum((one) => one.drafts ?? 0),
      // A list that isn't whole would say that those left out have nothing here.
      accounts: all.length > MOST_ACCOUNTS_HERE ? null : all,
    };
    return { ...same, cache, reports, cacheBytes: elsewhere.bytes, update: trouble(), ...counts };
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
    // Waits for a sign-in, after which the server learns at once who uses the workstation now.
    if (phase() === 'paused') last = Number.NEGATIVE_INFINITY;
    if (stopped || !isThere() || clock() - last < APART_MS) return;
    last = clock();
    tell().catch(notTold);
  }

  const timer = setInterval(soon, APART_MS);
  timer.unref();
  return {
    soon,
    /** Says what is left here at the end of the session, unless the server knows that or is not there. */
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
