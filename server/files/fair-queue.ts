type Turn = { start: () => Promise<unknown>; refuse: () => void };

export type FairQueue = {
  /**
   * Runs `work` when its turn comes. @returns null when it was not run because too many wait.
   * @param from whoever brings it: sources take turns, and have one at a time.
   */
  exclusively: <T>(from: string, work: () => Promise<T>) => Promise<T | null>;
};

/** Work for a few at a time that is fair by source, however much one of them brings, and bounded. */
export function fairQueue(most: { atOnce: number; waiting: number; waitingOfOne: number }): FairQueue {
  /** By source, in the order in which sources have their next turn; none is empty. */
  const lines = new Map<string, Turn[]>();
  const running = new Set<string>();
  let waiting = 0;

  const startNext = () => {
    for (const [from, line] of lines) {
      if (running.size >= most.atOnce) return;
      const turn = running.has(from) ? undefined : line.shift();
      if (turn === undefined) continue;
      waiting -= 1;
      running.add(from);
      if (line.length === 0) lines.delete(from);
      void turn.start().then(() => {
        running.delete(from);
        // Only now to the end, also what came meanwhile: everybody who waits has a turn before this source's next one.
        const more = lines.get(from);
        lines.delete(from);
        if (more !== undefined) lines.set(from, more);
        startNext();
      });
    }
  };

  /** Where all places are taken, whoever holds the most gives one up to a source that would have fewer. */
  const hasRoomFor = (from: string): boolean => {
    const own = lines.get(from)?.length ?? 0;
    if (own >= most.waitingOfOne) return false;
    if (waiting < most.waiting) return true;
    const longest = [...lines.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
    if (longest.length <= own + 1) return false;
    longest.pop()?.refuse();
    waiting -= 1;
    return true;
  };

  return {
    exclusively: (from, work) =>
      new Promise((resolve, reject) => {
        if (!hasRoomFor(from)) return resolve(null);
        const turn = { start: () => work().then(resolve, reject), refuse: () => resolve(null) };
        waiting += 1;
        const line = lines.get(from);
        if (line === undefined) lines.set(from, [turn]);
        else line.push(turn);
        startNext();
      }),
  };
}
