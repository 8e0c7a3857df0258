export type Bounds = {
  /**
   * Maximum number of jobs that run at once: per source, in total, and of those heavier than `heavy.over`, so that light
   * ones keep a slot.
   */
  running: { ofOne: number; ofAll: number; heavy?: { over: number; most: number } };
  /** Maximum number of jobs that may wait, per source and in total. */
  waiting: { ofOne: number; ofAll: number };
};

export type FairQueue = {
  /**
   * Runs `work` when its turn comes.
   * @param source identifies the caller; sources take turns.
   * @param signal cancels waiting: work that has not started leaves the queue; work that has started runs to
   * completion.
   * @param weight how long the work takes, in any unit that all work of this queue uses.
   * @throws QueueFull when the queue is full or this job had to give up its slot to another source. In both cases
   * `work` was never started.
   * @throws the reason of `signal` when the wait is canceled
   */
  run: <T>(source: string, work: () => Promise<T>, signal?: AbortSignal, weight?: number) => Promise<T>;
};

/** Which limit was reached: the source's own or the total. */
export class QueueFull extends Error {
  readonly of: 'one' | 'all';

  constructor(of: 'one' | 'all') {
    super(of === 'one' ? 'this source has too many tasks waiting' : 'too many tasks are waiting');
    this.of = of;
  }
}

type Turn = { weight: number; start: () => Promise<unknown>; refuse: (why: unknown) => void };

/** The waiting jobs of a source, which is never empty, with the weight of all of them. */
type Line = { turns: Turn[]; weight: number };

/**
 * A bounded queue that runs a few jobs at a time. Sources get equal shares by weight (weighted fair queuing): the next job
 * is the one that would end first if all sources ran at the same speed. When the queue is full, the source with the
 * heaviest line loses its last job to a source that has less, so a flood from one source leaves the others their share.
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
  mayRun: (source: string, weight: number) => boolean;
  isRunning: (source: string) => boolean;
  count: (source: string, weight: number, change: 1 | -1) => void;
  /** Called when a slot is free: each queue, in order, starts as many jobs as it can. */
  beginNext: () => void;
  add: (beginNext: () => void) => void;
};

function places(running: Bounds['running']): Places {
  /** Number of running jobs by source. */
  const active = new Map<string, number>();
  let allActive = 0;
  let heavyActive = 0;
  const isHeavy = (weight: number) => weight > (running.heavy?.over ?? Number.POSITIVE_INFINITY);
  const queues: (() => void)[] = [];
  const activeOf = (source: string) => active.get(source) ?? 0;
  return {
    mayRun: (source, weight) =>
      allActive < running.ofAll &&
      activeOf(source) < running.ofOne &&
      !(isHeavy(weight) && heavyActive >= (running.heavy?.most ?? 0)),
    isRunning: (source) => activeOf(source) > 0,
    count: (source, weight, change) => {
      allActive += change;
      if (isHeavy(weight)) heavyActive += change;
      const own = activeOf(source) + change;
      if (own === 0) active.delete(source);
      else active.set(source, own);
    },
    beginNext: () => queues.forEach((begin) => begin()),
    add: (begin) => void queues.push(begin),
  };
}

function createQueue({ mayRun, isRunning, count, beginNext, add }: Places, waiting: Bounds['waiting']): FairQueue {
  /** Waiting jobs by source. Among equals, the source that has waited longest since its last turn is first. */
  const lines = new Map<string, Line>();
  let allWaiting = 0;
  /** The weight that each source would have had by now if it had always had work: the clock of this queue. */
  let share = 0;
  /** The share at which a source's next job starts. */
  const starts = new Map<string, number>();
  /** Called when a source with nothing waiting asks: time that it did not use is gone. */
  const join = (source: string) => starts.set(source, Math.max(share, starts.get(source) ?? 0));

  const take = (source: string, line: Line, at: number): Turn | undefined => {
    const [turn] = line.turns.splice(at, 1);
    line.weight -= turn?.weight ?? 0;
    allWaiting -= 1;
    if (at === 0) lines.delete(source);
    if (at === 0 && line.turns.length > 0) lines.set(source, line);
    return turn;
  };

  /** Moves the clock on by the weight that was done, divided by the sources that wanted it. */
  const passTime = (source: string, weight: number) => {
    const others = [...starts.keys()].filter((one) => one !== source && (lines.has(one) || isRunning(one))).length;
    share += weight / (others + 1);
    for (const [one, start] of starts) {
      if (start <= share && !lines.has(one) && !isRunning(one)) starts.delete(one);
    }
  };

  const begin = (source: string, turn: Turn) => {
    count(source, turn.weight, 1);
    starts.set(source, (starts.get(source) ?? share) + turn.weight);
    void turn.start().then(() => {
      count(source, turn.weight, -1);
      passTime(source, turn.weight);
      beginNext();
    });
  };

  const next = (): string | undefined => {
    let [best, earliest]: [string | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    for (const [source, { turns }] of lines) {
      const weight = turns[0]?.weight ?? 0;
      const end = (starts.get(source) ?? share) + weight;
      if (end < earliest && mayRun(source, weight)) [best, earliest] = [source, end];
    }
    return best;
  };

  add(() => {
    for (let source = next(); source !== undefined; source = next()) {
      const line = lines.get(source);
      const turn = line && take(source, line, 0);
      if (turn === undefined) return;
      begin(source, turn);
    }
  });

  const leave = (source: string, turn: Turn) => {
    const line = lines.get(source);
    const at = line?.turns.indexOf(turn) ?? -1;
    if (line !== undefined && at >= 0) take(source, line, at);
  };

  /**
   * Makes room in the queue, if necessary by removing another source's last job. Returns null when there is room;
   * otherwise, an error that says which limit was reached.
   */
  const makeRoom = (source: string, weight: number): QueueFull | null => {
    const own = lines.get(source);
    if ((own?.turns.length ?? 0) >= waiting.ofOne) return new QueueFull('one');
    if (allWaiting < waiting.ofAll) return null;
    const [heaviest] = [...lines].sort(([, a], [, b]) => b.weight - a.weight);
    if (heaviest === undefined || heaviest[1].weight <= (own?.weight ?? 0) + weight) return new QueueFull('all');
    take(...heaviest, heaviest[1].turns.length - 1)?.refuse(new QueueFull('all'));
    return null;
  };

  return {
    run: (source, work, signal, weight = 1) =>
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
          weight,
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
        if (!lines.has(source)) join(source);
        if (mayRun(source, weight)) return begin(source, turn);
        const full = makeRoom(source, weight);
        if (full !== null) return refuse(full);
        allWaiting += 1;
        const line = lines.get(source);
        if (line === undefined) lines.set(source, { turns: [turn], weight });
        else {
          line.turns.push(turn);
          line.weight += weight;
        }
      }),
  };
}
