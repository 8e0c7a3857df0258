import { existsSync, openSync, readlinkSync, readSync } from 'node:fs';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/**
 * How long a question to the thread waited until anything was done for it, in milliseconds, and for how much of that the
 * thread would have worked but had no processor: server and database of the bench take theirs on the same machine.
 */
export type Turn = { ms: number; starved: number };

const SHARED = 'p2c-bench-turns';
/** Questions and answers by their numbers, and which thread of the system answers. */
const [ASKED, ANSWERED, THREAD] = [0, 1, 2];
/** When the answer was given, and for how long the thread had no processor by then. */
const [AT, STARVED] = [0, 1];
const BYTES = 32;

/*
 * Through memory that both threads share, and not by messages: those left 13 MB behind in the process whose memory is
 * measured. Waiting in this way ends in a turn of the thread's loop, as the coming of a message does.
 */
const open = (shared: unknown) => {
  if (!(shared instanceof SharedArrayBuffer)) throw new Error('this thread was not started to be asked for turns');
  return { flags: new Int32Array(shared, 0, 4), times: new Float64Array(shared, 16, 2) };
};

const clock = () => performance.timeOrigin + performance.now();

/** Milliseconds for which a thread was ready to run and did not, since it began; 0 where the system doesn't tell. */
function starvation(thread: string): () => number {
  const text = Buffer.alloc(64);
  const path = `/proc/${thread}/schedstat`;
  if (!existsSync(path)) return () => 0;
  const file = openSync(path, 'r');
  return () => Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[1]) / 1e6;
}

/** In the thread: answers each question for a turn at once, which is: when whatever holds it is over. Goes on for ever. */
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

/** Asks the thread that is started next (asked-worker.ts) for turns. */
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
