import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { writeInSlices } from '../db/sliced-writes.ts';
import type { Db, Tx } from '../db/write.ts';
import type { Linker } from './link-report.ts';

export type DrainDeps = {
  db: Db;
  linker: Pick<Linker, 'step'> & Partial<Pick<Linker, 'breakOff'>>;
  /**
   * Returns true while this work must wait for other work, such as a full pull, because it would otherwise have to be
   * done twice.
   */
  mustWait: () => boolean;
  /** Called when the data shown in the queue has changed. */
  shown: () => void;
  /** Called when the work has ended for now, because nothing is left or a step failed. */
  idle?: () => void;
  makeRoom: () => Promise<void>;
  log: Log;
  /** How long to wait before a retry after a failure, even if nothing new has arrived. */
  retryMs?: number;
};

/** Maximum time per slice: like its commit, a slice must stay well below the 16 ms of a frame. */
const SLICE_MS = 6;
const TOGETHER = 4;
/** How often the queue is notified during long work. */
const TELL_MS = 1000;
const RETRY_MS = 30_000;

/**
 * Does one kind of background work, such as linking the marked reports, in slices that yield to other work in between.
 * Call `poke` whenever there may be work.
 */
export function startDrain({ db, linker, mustWait, shown, idle, makeRoom, log, retryMs = RETRY_MS }: DrainDeps) {
  const stopped = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let failed = false;
  let retry: NodeJS.Timeout | undefined;

  /** Works for a while, then notifies the queue. @returns whether any work is left. */
  async function someSlices(): Promise<boolean> {
    const until = performance.now() + TELL_MS;
    let toTell = false;
    let more = true;
    const step = (tx: Tx): boolean => {
      const done = linker.step(tx);
      toTell ||= done.shown;
      more = done.more;
      return more && performance.now() < until;
    };
    const { signal } = stopped;
    await writeInSlices(db, step, { budgetMs: SLICE_MS, together: TOGETHER, makeRoom, signal });
    if (toTell) shown();
    return more;
  }

  async function drain(): Promise<void> {
    for (let more = true; more && !mustWait() && !stopped.signal.aborted; ) more = await someSlices();
  }

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await drain();
      } while (again && !stopped.signal.aborted);
      // `shown` was called after the failure, so call it again now that the work is complete.
      if (failed && !mustWait() && !stopped.signal.aborted) {
        failed = false;
        shown();
      }
    } catch (error) {
      // A slice was rolled back, so what is cached in memory is no longer valid.
      linker.breakOff?.();
      failed = true;
      clearTimeout(retry);
      if (!stopped.signal.aborted) retry = setTimeout(poke, retryMs).unref();
      shown();
      log('links.failed', { code: errorShape(error).code });
    }
    running = null;
    idle?.();
  }

  function poke(): void {
    again = true;
    if (stopped.signal.aborted || mustWait()) return;
    // Start after the transaction that marked the report, never within it.
    running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(run);
  }

  return {
    poke,
    isBusy: (): boolean => running !== null,
    stop: async (): Promise<void> => {
      stopped.abort();
      clearTimeout(retry);
      await running;
    },
  };
}
