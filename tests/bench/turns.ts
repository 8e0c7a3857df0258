import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

/** Where the measured worker thread is asked for a turn (asked-worker.ts). */
const TURNS = 'p2c-bench-turns';
/** The environment variable that names the built worker thread. */
export const WORKER_VARIABLE = 'P2C_BENCH_WORKER';

/** What only these two say to each other; a library that checks it would count as memory of the pull. */
type Answer = { at: number; starved: number; thread: string };

/**
 * How long a question to the thread waited until anything was done for it, in milliseconds, and for how much of that the
 * thread would have worked but had no processor: server and database of the bench take theirs on the same machine.
 */
export type Turn = { ms: number; starved: number };

const clock = () => performance.timeOrigin + performance.now();

/** Milliseconds for which a thread was ready to run and did not, since it began; 0 where the system doesn't tell. */
function starvedMs(thread: string): number {
  try {
    return Number(readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Answers each question for a turn at once, which is: when whatever holds the thread is over. */
export function tellTurns(): void {
  const thread = readlinkSync('/proc/thread-self');
  const channel = new BroadcastChannel(TURNS);
  channel.onmessage = () => channel.postMessage({ at: clock(), starved: starvedMs(thread), thread } satisfies Answer);
}

/** Asks the worker thread for a turn. */
export function turnsOfWorker(): () => Promise<Turn> {
  const channel = new BroadcastChannel(TURNS);
  let thread: string | null = null;
  return async () => {
    const heard = once(channel, 'message');
    const starved = thread === null ? null : starvedMs(thread);
    const asked = clock();
    channel.postMessage(null);
    const [{ data: told }] = (await heard) as [{ data: Answer }];
    thread = told.thread;
    return { ms: Math.max(0, told.at - asked), starved: starved === null ? 0 : told.starved - starved };
  };
}
