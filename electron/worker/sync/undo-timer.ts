import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { LONGEST_WISH_MS } from './failed-try.ts';

const RELEASE_AGAIN_MS = 5000;
/**
 * If the clock was set back, a due time may be years ahead, longer than a timer supports. The timer then fires earlier
 * and checks again.
 */
export const LONGEST_TIMER_MS = LONGEST_WISH_MS;

type Parts = {
  /** When the next undo period ends; null when there is none. */
  nextHold: () => string | null;
  isStopped: () => boolean;
  /** Releases the rows whose undo period has ended. */
  release: () => void;
  log: Log;
  now: () => Date;
};

/** Schedules the end of undo periods. They expire by the clock, whether or not the server is reachable. */
export function createUndoTimer({ nextHold, isStopped, release, log, now }: Parts) {
  let releasing: NodeJS.Timeout | undefined;

  function plan(): void {
    clearTimeout(releasing);
    const next = nextHold();
    if (next === null || isStopped()) return;
    const until = Math.max(0, Date.parse(next) - now().getTime());
    releasing = setTimeout(fire, Math.min(until, LONGEST_TIMER_MS));
  }

  function fire(): void {
    try {
      if (isStopped()) return;
      release();
      plan();
    } catch (error) {
      log('sync.release_failed', { code: errorShape(error).code });
      releasing = setTimeout(fire, RELEASE_AGAIN_MS);
    }
  }

  return { plan, cancel: () => clearTimeout(releasing) };
}
