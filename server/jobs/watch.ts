import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Alerts } from '../mail/alerts.ts';

export type Watch = {
  /** Whether the last check succeeded; null before the first one. */
  isWell: () => boolean | null;
  stop: () => Promise<void>;
};

const LOOK_MS = 60_000;
/** While something is wrong, check at least this often, because the server is out of service until a check succeeds. */
const AGAIN_MS = 3_000;

/**
 * Checks every minute, or as often as given, whether something works, and alerts when it doesn't.
 * @param work the check; it throws if something is wrong.
 */
export function watch(
  work: () => Promise<void>,
  {
    alerts,
    problem,
    wrong,
    right,
  }: { alerts: Alerts; problem: string; wrong: (code: string) => string; right: string },
  lookMs = LOOK_MS,
): Watch {
  const stopped = new AbortController();
  let well: boolean | null = null;

  const look = async () => {
    try {
      await work();
      well = true;
      alerts.clear(problem, right);
    } catch (error) {
      if (stopped.signal.aborted) return;
      well = false;
      alerts.raise(problem, wrong((error as { code?: string }).code ?? 'unknown'));
    }
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      await look();
      const pause = well === false ? Math.min(lookMs, AGAIN_MS) : lookMs;
      await sleepFor(pause, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    isWell: () => well,
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}
