/** The part of AbortSignal used here. */
type Gone = {
  readonly aborted: boolean;
  addEventListener: (type: 'abort', listener: () => void) => void;
  removeEventListener: (type: 'abort', listener: () => void) => void;
};

/** A handle for a single check for work. */
export type Look = {
  /** Whether `wake` was called since the check began. */
  wasWoken: () => boolean;
  /**
   * Waits until `wake` is called, `gone` aborts, or this many milliseconds have passed (null: no limit). Returns at
   * once if `wake` was called since the check began.
   */
  rest: (ms: number | null, gone?: Gone) => Promise<void>;
};

export type Wakeable = {
  /** Call this before checking for work, so that a wake-up between the check and `rest` isn't lost. */
  look: () => Look;
  /** Ends all current calls to `rest`. */
  wake: () => void;
};

// Declared here because the function exists in both Node and browsers.
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** For loops that check for work periodically, and immediately when woken. */
export function wakeable(): Wakeable {
  const resting = new Set<() => void>();
  let calls = 0;
  return {
    look: () => {
      const before = calls;
      const wasWoken = () => calls !== before;
      const rest = (ms: number | null, gone?: Gone) =>
        new Promise<void>((resolve) => {
          if (wasWoken() || gone?.aborted === true) return resolve();
          const done = () => {
            clearTimeout(timer);
            resting.delete(done);
            gone?.removeEventListener('abort', done);
            resolve();
          };
          const timer = ms === null ? undefined : setTimeout(done, ms);
          resting.add(done);
          gone?.addEventListener('abort', done);
        });
      return { wasWoken, rest };
    },
    wake: () => {
      calls += 1;
      for (const done of resting) done();
    },
  };
}
