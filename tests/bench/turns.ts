import { existsSync, openSync, readlinkSync, readSync } from 'node:fs';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/**
 * The milliseconds that a request to the thread waited. `starved` is the part in which the thread was ready but had no
 * processor, because the benchmark's server and database run on the same machine.
 */
export type Turn = { ms: number; starved: number };

const SHARED = 'p2c-bench-turns';
/** Counters of requests and answers, and the system id of the thread that answers. */
const [ASKED, ANSWERED, THREAD] = [0, 1, 2];
/** The time of the answer, and the time that the thread had been without a processor by then. */
const [AT, STARVED] = [0, 1];
const BYTES = 32;

/*
 * Requests use shared memory, because messages left 13 MB behind in the process whose memory is measured. Waiting on
 * shared memory ends in a turn of the thread's event loop, just as an incoming message does.
 */
const open = (shared: unknown) => {
  if (!(shared instanceof SharedArrayBuffer)) throw new Error('this thread was not started to be asked for turns');
  return { flags: new Int32Array(shared, 0, 4), times: new Float64Array(shared, 16, 2) };
};

const clock = () => performance.timeOrigin + performance.now();

/**
 * Returns a function that says for how many milliseconds since its start a thread was ready to run but did not. That is
 * 0 if the system does not report it.
 */
function starvation(thread: string): () => number {
  const text = Buffer.alloc(64);
  const path = `/proc/${thread}/schedstat`;
  if (!existsSync(path)) return () => 0;
  const file = openSync(path, 'r');
  return () => Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[1]) / 1e6;
}

/**
 * Runs in the thread: answers each request for a turn immediately, that is, as soon as the current work releases the
 * thread. Never returns.
 */
export async function tellTurns(): Promise<never> {
  const { flags, times } = open(getEnvironmentData(SHARED));
  const thread = readlinkSync('/proc/thread-self');
  const starved = starvation(thread);
  flags[THREAD] = Number(thread.split('/').at(-1));
  for (let seen = 0; ; ) {
    await Atomics.waitAsync(flags, ASKED, seen).value;
    seen = Atomics.load(flags, ASKED);
    times[AT] = clock();
    times[STARVED] = starved();
    Atomics.store(flags, ANSWERED, seen);
    Atomics.notify(flags, ANSWERED);
  }
}

/** Asks the next thread that is started (asked-worker.ts) for turns. */
export function turnsOfWorker(): () => Promise<Turn> {
  const shared = new SharedArrayBuffer(BYTES);
  setEnvironmentData(SHARED, shared);
  const { flags, times } = open(shared);
  let starved: (() => number) | null = null;
  return async () => {
    if (starved === null && flags[THREAD] !== 0) starved = starvation(`self/task/${flags[THREAD]}`);
    const before = starved?.() ?? null;
    const number = Atomics.load(flags, ASKED) + 1;
    const asked = clock();
    Atomics.store(flags, ASKED, number);
    Atomics.notify(flags, ASKED);
    while (Atomics.load(flags, ANSWERED) < number) await Atomics.waitAsync(flags, ANSWERED, number - 1).value;
    const ms = Math.max(0, Number(times[AT]) - asked);
    return { ms, starved: before === null ? 0 : Number(times[STARVED]) - before };
  };
}
