import { setImmediate as turn } from 'node:timers/promises';

export type SliceOptions = {
  /** How long one slice may hold the thread, in milliseconds; a step is never cut, so it must be short by itself. */
  budgetMs: number;
  /** Carries out one slice, such as in a transaction of its own; without it the steps simply run. */
  around?: (slice: () => void) => void;
  /** Waited for before each slice and outside of it, such as until there is room for what it writes. */
  before?: () => Promise<void>;
  /** Ends the work between two slices. */
  signal?: AbortSignal;
};

/**
 * Runs `step` again and again until it answers false (nothing is left), in slices after each of which everybody else gets a
 * turn: whoever asks the thread something meanwhile waits for one slice and not for all of the work.
 *
 * @returns whether the work was finished; false when `signal` ended it before. Errors of a step, of `around` or of
 *   `before` go through, and then the slices before stand.
 */
export async function runSlices(
  step: () => boolean,
  { budgetMs, around, before, signal }: SliceOptions,
): Promise<boolean> {
  const run = around ?? ((slice) => slice());
  for (;;) {
    await before?.();
    if (signal?.aborted) return false;
    let more = true;
    run(() => {
      more = untilOver(step, performance.now() + budgetMs);
    });
    // After the last one too: whoever waited may go on with the next long work at once.
    await turn();
    if (!more) return true;
  }
}

/** Whether something is left when the time is over; at least one step is made. */
function untilOver(step: () => boolean, end: number): boolean {
  while (step()) if (performance.now() >= end) return true;
  return false;
}
