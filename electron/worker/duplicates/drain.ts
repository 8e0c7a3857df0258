import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { writeInSlices } from '../db/sliced-writes.ts';
import type { Db, Tx } from '../db/write.ts';
import type { Linker } from './link-report.ts';

export type DrainDeps = {
  db: Db;
  linker: Pick<Linker, 'step'> & Partial<Pick<Linker, 'breakOff'>>;
  /** While a whole pull runs, linking would be done twice: it begins when all reports are there. */
  mustWait: () => boolean;
  /** What the queue shows has changed. */
  shown: () => void;
  /** Nothing is left for now. */
  idle?: () => void;
  makeRoom: () => Promise<void>;
  log: Log;
  /** How long after a failure it is tried again, whether or not anything came meanwhile. */
  retryMs?: number;
};

/** As its commit does, a slice stays below the 16 ms of a frame. */
const SLICE_MS = 6;
const TOGETHER = 4;
/** So often the queue is told while much is linked. */
const TELL_MS = 1000;
const RETRY_MS = 30_000;

/** Links what is marked, in slices between which everybody else gets a turn. `poke` whenever something was marked. */
export function startDrain({ db, linker, mustWait, shown, idle, makeRoom, log, retryMs = RETRY_MS }: DrainDeps) {
  const stopped = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let failed = false;
  let retry: NodeJS.Timeout | undefined;

  /** Works for a while, then tells the queue. @returns whether something is left. */
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
      // Whoever was told that something may be missing hears that nothing is.
      if (failed && !mustWait() && !stopped.signal.aborted) {
        failed = false;
        shown();
      }
    } catch (error) {
      // A slice was taken back, and what is kept of it in memory is not true any more.
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
    // After the transaction that marked it, never within.
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
