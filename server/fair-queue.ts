export type Bounds = {
  /** Maximum number of jobs that run at once, per source and in total. */
  running: { ofOne: number; ofAll: number };
  /** Maximum number of jobs that may wait, per source and in total. */
  waiting: { ofOne: number; ofAll: number };
};

export type FairQueue = {
  /**
   * Runs `work` when its turn comes.
   * @param source identifies the caller; sources take turns.
   * @param signal cancels waiting: work that has not started leaves the queue; work that has started runs to
   * completion.
   * @throws QueueFull when the queue is full or this job had to give up its slot to another source. In both cases
   * `work` was never started.
   * @throws the reason of `signal` when the wait is canceled
   */
  run: <T>(source: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
};

/** Which limit was reached: the source's own or the total. */
export class QueueFull extends Error {
  readonly of: 'one' | 'all';

  constructor(of: 'one' | 'all') {
    super(of === 'one' ? 'this source has too many tasks waiting' : 'too many tasks are waiting');
    this.of = of;
  }
}

type Turn = { start: () => Promise<unknown>; refuse: (why: unknown) => void };

/**
 * A bounded queue that runs a few jobs at a time. Sources take turns. When the queue is full, the source with the most
 * waiting jobs loses its last one to a source that has fewer, so a flood from one source leaves the others their share.
 */
export function fairQueue({ running, waiting }: Bounds): FairQueue {
  return createQueue(places(running), waiting);
}

/**
 * Two queues that share the same running slots: jobs in the first queue start before any in the second. Each queue has
 * separate waiting slots, which the other cannot take.
 */
export function fairQueues({ running, waiting }: Bounds): { first: FairQueue; second: FairQueue } {
  const shared = places(running);
  return { first: createQueue(shared, waiting), second: createQueue(shared, waiting) };
}

type Places = {
  mayRun: (source: string) => boolean;
  isFull: () => boolean;
  count: (source: string, change: 1 | -1) => void;
  /** Called when a slot is free: each queue, in order, starts as many jobs as it can. */
  beginNext: () => void;
  add: (beginNext: () => void) => void;
};

function places(running: Bounds['running']): Places {
  /** Number of running jobs by source. */
  const active = new Map<string, number>();
  let allActive = 0;
  const queues: (() => void)[] = [];
  const activeOf = (source: string) => active.get(source) ?? 0;
  const isFull = () => allActive >= running.ofAll;
  return {
    isFull,
    mayRun: (source) => !isFull() && activeOf(source) < running.ofOne,
    count: (source, change) => {
      allActive += change;
      const own = activeOf(source) + change;
      if (own === 0) active.delete(source);
      else active.set(source, own);
    },
    beginNext: () => queues.forEach((begin) => begin()),
    add: (begin) => void queues.push(begin),
  };
}

function createQueue({ mayRun, isFull, count, beginNext, add }: Places, waiting: Bounds['waiting']): FairQueue {
  /** Waiting jobs by source, with sources in the order of their next turns; no list is empty. */
  const lines = new Map<string, Turn[]>();
  let allWaiting = 0;

  /** All other waiting sources get a turn before this source's next one. */
  const moveToEnd = (source: string) => {
    const line = lines.get(source);
    lines.delete(source);
    if (line !== undefined && line.length > 0) lines.set(source, line);
  };

  const begin = (source: string, turn: Turn) => {
    count(source, 1);
    void turn.start().then(() => {
      count(source, -1);
      moveToEnd(source);
      beginNext();
    });
  };

  add(() => {
    for (const [source, line] of lines) {
      if (isFull()) return;
      const turn = mayRun(source) ? line.shift() : undefined;
      if (turn === undefined) continue;
      allWaiting -= 1;
      moveToEnd(source);
      begin(source, turn);
    }
  });

  const leave = (source: string, turn: Turn) => {
    const line = lines.get(source);
    const at = line?.indexOf(turn) ?? -1;
    if (line === undefined || at < 0) return;
    line.splice(at, 1);
    if (line.length === 0) lines.delete(source);
    allWaiting -= 1;
  };

  /**
   * Makes room in the queue, if necessary by removing another source's last job. Returns null when there is room;
   * otherwise, an error that says which limit was reached.
   */
  const makeRoom = (source: string): QueueFull | null => {
    const own = lines.get(source)?.length ?? 0;
    if (own >= waiting.ofOne) return new QueueFull('one');
    if (allWaiting < waiting.ofAll) return null;
    const longest = [...lines.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
    if (longest.length <= own + 1) return new QueueFull('all');
    longest.pop()?.refuse(new QueueFull('all'));
    allWaiting -= 1;
    return null;
  };

  return {
    run: (source, work, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const forget = () => signal?.removeEventListener('abort', giveUp);
        const refuse = (why: unknown) => {
          forget();
          reject(why);
        };
        const giveUp = () => {
          leave(source, turn);
          refuse(signal?.reason);
        };
        const turn: Turn = {
          refuse,
          start: async () => {
            try {
              resolve(await work());
            } catch (error) {
              reject(error);
            }
            forget();
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        if (mayRun(source)) return begin(source, turn);
        const full = makeRoom(source);
        if (full !== null) return refuse(full);
        allWaiting += 1;
        const line = lines.get(source);
        if (line === undefined) lines.set(source, [turn]);
        else line.push(turn);
      }),
  };
}
