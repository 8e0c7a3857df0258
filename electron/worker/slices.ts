import { setImmediate as turn } from 'node:timers/promises';

export type SliceOptions<T> = {
  /** How long one slice may block the thread, in milliseconds; a step is never interrupted, so each one must be short. */
  budgetMs: number;
  /** Runs one slice, for example in its own transaction, and passes to it what the steps need. */
  around: (slice: (given: T) => void) => void;
  /** Awaited before each slice and outside `around`, for example until there is room for the writes. */
  before?: () => Promise<void>;
  /** Stops the work between two slices. */
  signal?: AbortSignal;
};

/**
 * Runs `step` repeatedly until it returns false (nothing is left), in slices that yield to other work in between: a
 * request to the thread waits for one slice, not for all of the work.
 * @returns whether the work was finished; false when `signal` aborted it. Errors from a step, `around` or `before` are
 * rethrown; earlier slices remain in effect.
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
    // Yield after the last slice too, because the caller may start another long task immediately.
    await turn();
    if (!more) return true;
  }
}

/** Runs steps until the time is up, at least one. Returns whether work is left. */
function untilOver(step: () => boolean, end: number): boolean {
  while (step()) if (performance.now() >= end) return true;
  return false;
}
