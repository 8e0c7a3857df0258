import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import { type Bounds, type FairQueue, fairQueues, QueueFull } from '../fair-queue.ts';
import type { Answers, Question, Reply } from './questions.ts';

type Kind = Question['kind'];
type Asked<K extends Kind> = Omit<Extract<Question, { kind: K }>, 'at'>;

/**
 * Searches for duplicates, one search at a time. Sources (accounts and network addresses) take turns, and officers'
 * searches go first.
 */
export type Duplicates = {
  /**
   * @param source identifies the caller: an account, or the network address of an unauthenticated caller.
   * @throws AppError `too_many_requests` when this source has too many searches waiting; `unavailable` when too many are
   * waiting overall, or when the search takes too long or fails. Both include when to retry.
   */
  ask: <K extends Kind>(question: Asked<K>, source: string, gone?: AbortSignal) => Promise<Answers[K]>;
  stop: () => Promise<void>;
};

type Options = {
  databaseUrl: string;
  now: () => Date;
  /** Called with the error's class name after a failure. */
  onFailure: (what: string) => void;
  /** Timeout in milliseconds, from request to response. */
  mostMs?: number;
};

/**
 * Only one search runs at a time because there is only one thread. A workstation requests one search at a time, but all
 * workstations of an office may share one network address.
 */
const MOST: Bounds = { running: { ofOne: 1, ofAll: 1 }, waiting: { ofOne: 16, ofAll: 256 } };
/** Default timeout of a question in milliseconds; shorter than the workstation's own timeout. */
const MOST_MS = 8_000;
/**
 * A thread that takes longer than this is considered hung. Counting value frequencies takes less time, and a search may
 * have to wait for that.
 */
const MOST_RUN_MS = 120_000;
/** Minimum time before a failing thread is started again. */
const RESTART_MS = 5_000;
const RETRY_SECONDS = 5;
/**
 * Maximum heap of the thread. The frequency counts, the rows of one read, and the features being compared together need
 * much less.
 */
const MOST_HEAP_MB = 160;

type Search = { id: number; settle: (reply: Answers[Kind] | AppError) => void };

/** Owns the thread: starts it on the first question and restarts it after a failure. */
export function startDuplicates({ databaseUrl, now, onFailure, mostMs = MOST_MS }: Options): Duplicates {
  const { first, second } = fairQueues(MOST);
  // Officers' searches go first, because many reporters may be confirming their addresses at the same time.
  const queues: Record<Kind, FairQueue> = { duplicates: first, earlier: second, warm: second };
  let thread: Worker | null = null;
  let running: Search | null = null;
  let [lastId, notBefore] = [0, 0];
  let stopped = false;

  const lost = (which: Worker, what: string) => {
    if (thread !== which) return;
    thread = null;
    notBefore = Date.now() + RESTART_MS;
    void which.terminate();
    if (!stopped) onFailure(what);
    running?.settle(unavailable());
  };

  const start = (): Worker => {
    // In a build, the thread's script is bundled next to the server's; when run from source, it is the file in this
    // folder.
    const name = import.meta.url.endsWith('.ts') ? './thread.ts' : './duplicates-thread.js';
    const started = new Worker(new URL(name, import.meta.url), {
      workerData: { databaseUrl },
      name: 'p2c-duplicates',
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    started.on('message', (reply: Reply) => {
      if (running?.id !== reply.id) return;
      if ('failed' in reply) onFailure(reply.failed);
      running.settle('failed' in reply ? unavailable() : reply.answer);
    });
    started.on('error', (error) => lost(started, error.name));
    started.on('exit', (code) => lost(started, `the thread exited with ${code}`));
    return started;
  };

  const search = (question: Question) =>
    new Promise<Answers[Kind]>((resolve, reject) => {
      if (stopped || (thread === null && Date.now() < notBefore)) throw unavailable();
      const own = (thread ??= start());
      const timer = setTimeout(() => lost(own, 'a search did not finish'), MOST_RUN_MS).unref();
      const settle: Search['settle'] = (reply) => {
        clearTimeout(timer);
        running = null;
        if (reply instanceof AppError) reject(reply);
        else resolve(reply);
      };
      running = { id: ++lastId, settle };
      own.postMessage({ id: lastId, question });
    });

  return {
    ask: async <K extends Kind>(asked: Asked<K>, source: string, gone?: AbortSignal) => {
      const question = { ...asked, at: now().getTime() } as unknown as Question;
      const timeout = new AbortController();
      const giveUp = () => timeout.abort(unavailable());
      const timer = setTimeout(giveUp, question.kind === 'warm' ? MOST_RUN_MS : mostMs).unref();
      gone?.addEventListener('abort', giveUp, { once: true });
      try {
        return (await queues[question.kind].run(source, () => search(question), timeout.signal)) as Answers[K];
      } catch (error) {
        throw error instanceof QueueFull ? refusal(error) : error;
      } finally {
        clearTimeout(timer);
        gone?.removeEventListener('abort', giveUp);
      }
    },
    stop: async () => {
      stopped = true;
      const going = thread;
      thread = null;
      running?.settle(unavailable());
      await going?.terminate();
    },
  };
}

const unavailable = () => new AppError('unavailable', { retryAfterSeconds: RETRY_SECONDS });
const refusal = ({ of }: QueueFull) =>
  of === 'one' ? new AppError('too_many_requests', { retryAfterSeconds: RETRY_SECONDS }) : unavailable();
