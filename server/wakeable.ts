/** One look for something to do. */
export type Look = {
  /** Whether somebody called since it began. */
  wasWoken: () => boolean;
  /** Rests so long at most, in milliseconds; not at all where somebody called since the look began. */
  rest: (ms: number) => Promise<void>;
};

export type Wakeable = {
  /** To be begun before one looks, so that a call that comes between the look and the rest is not lost. */
  look: () => Look;
  /** Ends every rest. */
  wake: () => void;
};

/** For loops that look for work by the clock, and at once when they are called. */
export function wakeable(): Wakeable {
  const resting = new Set<() => void>();
  let calls = 0;
  return {
    look: () => {
      const before = calls;
      const wasWoken = () => calls !== before;
      const rest = (ms: number) =>
        new Promise<void>((resolve) => {
          if (wasWoken()) return resolve();
          const done = () => {
            clearTimeout(timer);
            resting.delete(done);
            resolve();
          };
          const timer = setTimeout(done, ms);
          resting.add(done);
        });
      return { wasWoken, rest };
    },
    wake: () => {
      calls += 1;
      for (const done of resting) done();
    },
  };
}
