import { setImmediate as turn } from 'node:timers/promises';

export type SliceOptions = {
  /** How long one slice may hold the thread, in milliseconds; a step is never cut, so it must be short by itself. */
  budgetMs: number;
  /** Carries out one slice, such as in a transaction of its own; without it the steps simply run. */
  around?: (slice: () => void) => void;
  /** Ends the work between two slices. */
  signal?: AbortSignal;
};

/** With what its commit takes, a slice of this length stays below the 16 ms of a frame. */
export const SLICE_MS = 8;

/**
 * Runs `step` again and again until it answers false (nothing is left), in slices between which everybody else gets a
 * turn: whoever asks the thread something meanwhile waits for one slice and not for all of the work.
 *
 * @returns whether the work was finished; false when `signal` ended it before. Errors of a step or of `around` go
 *   through, and then the slices before stand.
 */
export async function runSlices(step: () => boolean, { budgetMs, around, signal }: SliceOptions): Promise<boolean> {
  const run = around ?? ((slice) => slice());
  for (let more = true; more; ) {
    if (signal?.aborted) return false;
    run(() => {
      const end = performance.now() + budgetMs;
      do more = step();
      while (more && performance.now() < end);
    });
    if (more) await turn();
  }
  return true;
}
