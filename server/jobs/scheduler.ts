import { setTimeout as sleepFor } from 'node:timers/promises';
import { wakeable } from '#shared/wakeable.ts';
import { claimJob, enterJob, jobStates, noteJobEnd } from '../db/jobs.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import { nextRun, retryJobMs, type When } from './next-run.ts';

/**
 * A job's function; resolves to counts for the log. When `stopped` is aborted, it should end early; it continues at its
 * next run.
 */
export type JobWork = (stopped: AbortSignal) => Promise<Record<string, number>>;

export type Scheduler = {
  schedule: (name: string, when: When, work: JobWork) => void;
  /** Starts no more jobs, signals running ones to end, and waits briefly for them. */
  stop: () => Promise<void>;
};

type Options = {
  onRun?: (name: string, durationMs: number, counts: Record<string, number>) => void;
  onFailure: (name: string, error: unknown, failures: number) => void;
  /** Maximum time between checks of the `job` table, in milliseconds, because another process may have changed it. */
  pollMs?: number;
};

type Job = { when: When; work: JobWork; entered: boolean };

const POLL_MS = 15_000;
const LEAST_REST_MS = 200;
const HOUR_MS = 3_600_000;
/** The longest day, on which clocks go back. */
const DAILY_MS = 25 * HOUR_MS;
const MOST_STOP_MS = 10_000;
/** Each job holds one pool connection and uses others; requests need some, too. */
const MOST_AT_ONCE = 3;

/**
 * Runs scheduled jobs. Several processes may have the same jobs: each run happens in one of them, and another takes
 * over if that one is killed. If a job missed several runs, it runs only once to catch up. A failed job is retried with
 * backoff; all of its state is in the `job` table.
 */
export function startScheduler(deps: Deps, { onRun, onFailure, pollMs = POLL_MS }: Options): Scheduler {
  const jobs = new Map<string, Job>();
  const running = new Map<string, Promise<void>>();
  const exclusively = turns(MOST_AT_ONCE);
  const stopped = new AbortController();
  const { look, wake } = wakeable();

  const run = async (name: string, { when, work }: Job) => {
    await claimJob(deps.db, name, deps.now(), async (failures) => {
      const began = performance.now();
      let error: string | null = null;
      try {
        const counts = await work(stopped.signal);
        onRun?.(name, performance.now() - began, counts);
      } catch (cause) {
        // A job may fail because it was stopped. That doesn't count as a failure, and the job stays due.
        if (stopped.signal.aborted) return;
        error = kindOf(cause);
        onFailure(name, cause, failures + 1);
      }
      const at = deps.now();
      const nextRunAt =
        error === null ? nextRun(when, at, await timeZone()) : new Date(at.getTime() + retryJobMs(failures + 1, when));
      await noteJobEnd(deps.db, name, { at, durationMs: performance.now() - began, nextRunAt, error });
    });
  };
  const timeZone = async () => (await currentPolicy(deps.db)).agency.timeZone;

  const tick = async (): Promise<number> => {
    const now = deps.now();
    for (const [name, job] of jobs) {
      if (job.entered) continue;
      const next = nextRun(job.when, now, await timeZone());
      await enterJob(deps.db, name, 'everyMs' in job.when ? now : next, next);
      job.entered = true;
    }
    let rest = pollMs;
    for (const { name, nextRunAt } of await jobStates(deps.db)) {
      const job = jobs.get(name);
      if (job === undefined) continue;
      const wait = nextRunAt.getTime() - now.getTime();
      // Also while it runs: a run that began under a clock that was ahead may take long.
      if (wait > longestRestMs(job)) {
        const next = nextRun(job.when, now, await timeZone());
        await enterJob(deps.db, name, next, next);
      }
      if (running.has(name)) continue;
      if (wait > 0) {
        rest = Math.min(rest, wait);
        continue;
      }
      const inTurn = isUrgent(job) ? (work: () => Promise<void>) => work() : exclusively;
      const done = inTurn(() => (stopped.signal.aborted ? Promise.resolve() : run(name, job)))
        // The database became unreachable during the job; the next check of the table finds out what is still due.
        .catch((error: unknown) => onFailure(name, error, 1))
        .finally(() => running.delete(name));
      running.set(name, done);
    }
    return rest;
  };

  const loop = async () => {
    while (!stopped.signal.aborted) {
      const { rest } = look();
      const pause = await tick().catch((error: unknown) => {
        onFailure('scheduler', error, 1);
        return pollMs;
      });
      await rest(Math.max(pause, LEAST_REST_MS));
    }
  };

  const looping = loop();
  return {
    schedule: (name, when, work) => {
      jobs.set(name, { when, work, entered: false });
      wake();
    },
    stop: async () => {
      stopped.abort();
      wake();
      const all = Promise.all([looping, ...running.values()]);
      await Promise.race([all, sleepFor(MOST_STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** A job that runs several times a minute doesn't wait behind long ones. */
const isUrgent = ({ when }: Job): boolean => 'everyMs' in when && when.everyMs < 60_000;

/** Limits how many jobs run at once; the others start in the order in which they arrive. */
function turns(most: number) {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work: () => Promise<void>): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Longer than any job waits, unless its next time was set by a clock that was ahead. */
const longestRestMs = ({ when }: Job): number => ('everyMs' in when ? when.everyMs : DAILY_MS) + HOUR_MS;

/** Returns an error's code or class, never its message, which may contain text from reports. */
function kindOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'Error';
}
