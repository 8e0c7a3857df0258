export type Exclusively = ReturnType<typeof createMutex>;

/** Lets works wait for each other: what opens, closes or wraps anew must not meet another half-way. */
export function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
