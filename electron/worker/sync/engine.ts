import type { Log } from '#electron/common/log.ts';
import { AppError, type ErrorShape, errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { wakeable } from '#shared/wakeable.ts';
import { CallError } from '../api/call-error.ts';
import type { Stores } from '../db/stores.ts';
import { bothOutboxes } from './both-outboxes.ts';
import { isUnreadable, LONGEST_WISH_MS, pauseMs, phaseAfter } from './failed-try.ts';
import { longPoll } from './long-poll.ts';
import type { createPull } from './pull.ts';
import type { PushAll } from './push-all.ts';
import { createUndoTimer, LONGEST_TIMER_MS } from './undo-timer.ts';

export type EngineDeps = {
  stores: Stores;
  pull: ReturnType<typeof createPull>;
  push: PushAll;
  /** Whether this role has reports to pull. An administrator has none, and a records clerk opens them one by one. */
  mayPull: boolean;
  /** Fetches what must be known here before reports are pulled. Nothing is pulled while it rejects. */
  beforePull?: ((signal: AbortSignal) => Promise<void>) | undefined;
  announce: (topic: Topic) => void;
  /** Called with true when the server requires a new sign-in, and with false when one was completed. */
  needsSignIn: (needed: boolean) => void;
  log: Log;
  now: () => Date;
  random: () => number;
};

export type Engine = {
  start: () => void;
  /** Aborts the current request and resolves when it has ended; nothing writes to the cache afterward. */
  stop: () => Promise<void>;
  /** Call when an act was saved: it will be sent when its undo period ends. */
  planRelease: () => void;
  /** Call when there is something to send: tries at once, unless the server requested a pause. */
  wake: () => void;
  /**
   * Call when the officer asks to sync now. Immediately tries everything, including all waiting decisions, regardless of
   * any pause.
   */
  checkNow: () => void;
  /** Call after a sign-in has provided a new token. */
  resume: () => void;
  /** Like `state().phase`, without counting what is waiting. */
  phase: () => SyncState['phase'];
  state: () => Omit<SyncState, 'linking' | 'serverAheadMs'>;
};

const LONG_WAIT_S = 25;
/** How often the policy is fetched for a role without reports to pull. */
const WITHOUT_REPORTS_MS = 60_000;
/**
 * Keeps cache and server in sync while it runs: pulls what is new, pushes what is waiting, then long-polls the server for
 * news. It never gives up; it slows down while the server cannot be reached, and pauses while a sign-in is required.
 */
export function createEngine(deps: EngineDeps): Engine {
  const { stores, announce, now } = deps;
  const outboxes = bothOutboxes(stores);
  let phase: SyncState['phase'] = 'connecting';
  let problem: ErrorShape | null = null;
  let offlineSince: string | null = null;
  let failures = 0;
  /** When the pause that the server requested ends, in ms on the monotonic clock. */
  let pausedUntil = 0;
  let signInNeeded = false;
  const { look, wake } = wakeable();
  /** Handle for the latest check for work; wake-ups before that check have already been handled. */
  let last = look();
  /** Aborted while the engine is stopped. No other flag tracks whether it is running. */
  let working = AbortSignal.abort();
  let stop = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  const undoTimer = createUndoTimer({
    nextHold: outboxes.nextHold,
    isStopped: () => working.aborted,
    release: () => {
      if (deps.push.release()) wakeLoop();
    },
    log: deps.log,
    now,
  });

  function become(next: SyncState['phase'], why: ErrorShape | null): void {
    const changed = phase !== next || problem?.code !== why?.code || problem?.detail?.code !== why?.detail?.code;
    phase = next;
    problem = why;
    offlineSince = next === 'offline' ? (offlineSince ?? now().toISOString()) : null;
    if (changed) announce('sync');
  }

  async function turn(): Promise<void> {
    last = look();
    if (!deps.mayPull) return turnWithoutReports();
    deps.push.release();
    undoTimer.plan();
    await deps.beforePull?.(working);
    const fault = await pullAll();
    become('online', fault === null ? null : errorShape(fault));
    // An unreadable report must not block decisions.
    if (fault !== null || !deps.pull.isAgain()) await deps.push.round(working);
    else await sendPulled();
    if (fault !== null) throw fault;
    failures = 0;
    await waitForNews();
  }

  /** Fetches only the policy, which every role needs, because it sets when to lock and sign out. */
  async function turnWithoutReports(): Promise<void> {
    await deps.pull.takePolicy(working);
    await deps.pull.noteContact();
    failures = 0;
    become('idle', null);
    await trailAlone();
    await pause(WITHOUT_REPORTS_MS);
  }

  /**
   * Called when the server responds. Only a response proves that the server is back, so the state stays offline until
   * then.
   */
  function onAnswer(): void {
    if (deps.pull.isWhole()) become('pulling', null);
  }

  /**
   * Pulls all pages. Returns the error, instead of throwing it, when the server sent something unreadable, so that local
   * decisions are still sent.
   */
  async function pullAll(): Promise<CallError | null> {
    try {
      let more = true;
      let isFirst = true;
      while (more && !working.aborted && (isFirst || deps.pull.restMs() === 0)) {
        isFirst = false;
        more = (await deps.pull.step(0, working, onAnswer)).more;
        if (more) become('pulling', null);
        announce('sync');
        // Decisions do not wait for a long pull to finish.
        if (more) await (deps.pull.isAgain() ? sendPulled() : deps.push.round(working));
      }
      return null;
    } catch (error) {
      if (isUnreadable(error)) return error;
      throw error;
    }
  }

  /**
   * While everything is being pulled again, a report may have changed since it was decided. So a decision is sent once
   * its own report has been pulled again, which is done first.
   */
  async function sendPulled(): Promise<void> {
    if (working.aborted) return;
    await deps.pull.takeDecided(working);
    await deps.push.pulled(working);
  }

  async function waitForNews(): Promise<void> {
    if (working.aborted || last.wasWoken()) return;
    const until = deps.pull.isAgain() ? null : nextDue();
    if (until !== null && until <= 0) return;
    const rest = deps.pull.restMs();
    if (rest > 0) return last.rest(Math.min(rest, until ?? rest));
    await longPoll(
      (signal) => deps.pull.step(LONG_WAIT_S, signal),
      (signal) => last.rest(until, signal),
    );
  }

  /** Returns the milliseconds until the next row is due, at most what a timer supports; null when there are no rows. */
  function nextDue(): number | null {
    const next = outboxes.nextDue();
    if (next === null) return null;
    return next === '' ? 0 : Math.min(Math.max(0, Date.parse(next) - now().getTime()), LONGEST_TIMER_MS);
  }

  async function trailAlone(): Promise<void> {
    try {
      await deps.push.trail(working);
    } catch (thrown) {
      deps.log('sync.no_trail', { code: errorShape(thrown).code });
    }
  }

  async function afterFailure(error: unknown): Promise<void> {
    if (working.aborted) return;
    const shape = errorShape(error);
    const code = error instanceof AppError ? error.code : 'internal';
    deps.log('sync.failed', { code, ...(error instanceof CallError ? { status: error.status } : {}) });
    const wish = error instanceof CallError ? error.retryAfterMs : null;
    pausedUntil = performance.now() + Math.min(wish ?? 0, LONGEST_WISH_MS);
    // Discard earlier wake-ups, which must not shorten the pause that the server requested.
    if (wish !== null) last = look();
    if (code === 'unauthenticated' || code === 'session_revoked') {
      signInNeeded = true;
      // Discard earlier wake-ups: trying again would only get the same error.
      last = look();
      become('paused', shape);
      // Only an expired sign-in is reported here, because the API client already reports a revoked session.
      if (code === 'unauthenticated') deps.needsSignIn(true);
      return pause(null);
    }
    failures += 1;
    become(phaseAfter(error), shape);
    return pause(pauseMs(failures, deps.random, wish));
  }

  /** Resolves after `ms` or when woken; null waits until woken. */
  function pause(ms: number | null): Promise<void> {
    return working.aborted ? Promise.resolve() : last.rest(ms);
  }

  async function run(): Promise<void> {
    while (!working.aborted) {
      try {
        await turn();
      } catch (error) {
        await afterFailure(error);
      }
    }
    become('connecting', null);
  }

  /**
   * Wakes the loop, except during a pause that the server requested, or while a new sign-in is needed, because the
   * server would then refuse all requests.
   */
  function wakeLoop(): void {
    if (signInNeeded || performance.now() < pausedUntil) return;
    wake();
  }

  return {
    start: () => {
      if (!working.aborted) return;
      const controller = new AbortController();
      working = controller.signal;
      stop = () => controller.abort();
      undoTimer.plan();
      running = run();
    },
    stop: async () => {
      stop();
      undoTimer.cancel();
      wake();
      await running;
    },
    planRelease: undoTimer.plan,
    wake: () => {
      undoTimer.plan();
      wakeLoop();
    },
    checkNow: () => {
      outboxes.tryNow();
      pausedUntil = 0;
      undoTimer.plan();
      wakeLoop();
    },
    resume: () => {
      failures = 0;
      signInNeeded = false;
      deps.needsSignIn(false);
      wakeLoop();
    },
    phase: () => phase,
    state: () => ({
      phase,
      done: stores.meta.pullDone.get() ?? 0,
      total: stores.meta.pullTotal.get(),
      lastPullAt: stores.meta.lastPullAt.get(),
      offlineSince,
      problem,
      ...outboxes.counts(),
    }),
  };
}
