export type Exclusively = ReturnType<typeof createMutex>;

/** A mutex: operations that open, close or rewrap a cache must not overlap. */
export function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
