import type { AboutWorkstation } from '#electron/common/about-workstation.ts';
import type { Log } from '#electron/common/log.ts';
import type { UpdateTrouble } from '#shared/domain/workstation.ts';
import { errorShape } from '#shared/errors.ts';
import type { CacheState, SyncState } from '#shared/ipc-shapes.ts';
import type { ApiClient } from '../api/client.ts';

export type TellingDeps = {
  about: AboutWorkstation & { trouble: () => UpdateTrouble | null };
  api: Pick<ApiClient, 'call'>;
  sync: () => Pick<SyncState, 'phase' | 'held' | 'waiting' | 'needsYou'>;
  cache: () => Pick<CacheState, 'kind' | 'drafts' | 'reports' | 'bytes'>;
  log: Log;
  /** Milliseconds on a clock that only goes forward. */
  clock?: () => number;
};

/** How often a workstation says how it is, at most, in ms. */
const APART_MS = 5 * 60_000;

/**
 * Tells the server how this workstation is, for the administrator's list: counts only, and nothing of any report. Call
 * `soon` whenever sync says something; a failure is not repeated before the next time.
 */
export function createTelling({ about, api, sync, cache, log, clock = () => performance.now() }: TellingDeps) {
  let last = Number.NEGATIVE_INFINITY;
  let stopped = false;
  const isThere = (phase: SyncState['phase']) => phase === 'online' || phase === 'idle' || phase === 'pulling';

  async function tell(): Promise<void> {
    const { held, waiting, needsYou } = sync();
    const { kind, drafts, reports, bytes } = cache();
    const { id: workstationId, trouble, ...same } = about;
    const kept = { cache: kind, drafts, reports, cacheBytes: bytes };
    const body = { ...same, ...kept, waiting: held + waiting + needsYou, update: trouble() };
    await api.call('reportWorkstation', { params: { workstationId }, body });
  }

  function soon(): void {
    // Waits for a sign-in, after which the server learns at once who uses the workstation now.
    if (sync().phase === 'paused') last = Number.NEGATIVE_INFINITY;
    if (stopped || !isThere(sync().phase) || clock() - last < APART_MS) return;
    last = clock();
    tell().catch((error: unknown) => log('workstation.not_told', { code: errorShape(error).code }));
  }

  const timer = setInterval(soon, APART_MS);
  timer.unref();
  return {
    soon,
    stop: (): void => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
