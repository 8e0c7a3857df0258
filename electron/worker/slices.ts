import { setImmediate as turn } from 'node:timers/promises';

export type SliceOptions<T> = {
  /** How long one slice may hold the thread, in milliseconds; a step is never cut, so it must be short by itself. */
  budgetMs: number;
  /** Carries out one slice, such as in a transaction of its own, and gives it what its steps need there. */
  around: (slice: (given: T) => void) => void;
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
export async function runSlices<T>(
  step: (given: T) => boolean,
  { budgetMs, around, before, signal }: SliceOptions<T>,
): Promise<boolean> {
  for (;;) {
    await before?.();
    if (signal?.aborted) return false;
    let more = true;
    around((given) => {
      more = untilOver(() => step(given), performance.now() + budgetMs);
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
