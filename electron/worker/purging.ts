import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { Log } from '../common/log.ts';

export type PurgingDeps = {
  /** Removes a few reports and returns how many; zero when none is due. */
  slice: () => number;
  /** Deletes files that belonged to reports no longer in the cache. */
  sweep: () => Promise<void>;
  announce: (topic: Topic) => void;
  log: Log;
};

const FIRST_MS = 20_000;
const AGAIN_MS = 3_600_000;
/** Pause between two slices, in milliseconds, so that other work can run. */
const PAUSE_MS = 50;

/** Every hour, removes long-closed reports from the cache, in small slices. */
export function startPurging({ slice, sweep, announce, log }: PurgingDeps): { stop: () => void } {
  let removed = 0;
  let timer = plan(FIRST_MS);

  function plan(ms: number): NodeJS.Timeout {
    return setTimeout(turn, ms);
  }

  function turn(): void {
    try {
      const now = slice();
      removed += now;
      if (now > 0) {
        timer = plan(PAUSE_MS);
        return;
      }
      if (removed > 0) {
        log('cache.purged', { reports: removed });
        announce('reports');
      }
    } catch (error) {
      log('cache.purge_failed', { code: errorShape(error).code });
    }
    sweep().catch((error: unknown) => log('cache.sweep_failed', { code: errorShape(error).code }));
    removed = 0;
    timer = plan(AGAIN_MS);
  }

  return { stop: () => clearTimeout(timer) };
}
