import type { Log } from '#electron/common/log.ts';
import { AppError, type ErrorShape, errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { wakeable } from '#shared/wakeable.ts';
import { CallError } from '../api/call-error.ts';
import type { Stores } from '../db/stores.ts';
import { bothOutboxes } from './both-outboxes.ts';
import { LONGEST_WISH_MS, NOT_THERE, pauseMs } from './failed-try.ts';
import type { createPull } from './pull.ts';
import type { createPush } from './push.ts';

export type EngineDeps = {
  stores: Stores;
  pull: ReturnType<typeof createPull>;
  push: ReturnType<typeof createPush>;
  announce: (topic: Topic) => void;
  /** Told when the server wants a new sign-in, and when one was given. */
  needsSignIn: (needed: boolean) => void;
  log: Log;
  now: () => Date;
  random: () => number;
};

export type Engine = {
  start: () => void;
  /** Ends after the request under way was given up; nothing writes to the cache afterwards. */
  stop: () => Promise<void>;
  /** An act was saved: it will be sent when its undo time is over. */
  planRelease: () => void;
  /** Something is to be sent: try at once, unless the server asked for a pause. */
  wake: () => void;
  /** The officer wants to know now: try at once, whatever pause was planned, and every decision that waits. */
  checkNow: () => void;
  /** A new sign-in gave a new token. */
  resume: () => void;
  state: () => Omit<SyncState, 'linking' | 'serverAheadMs'>;
};

const LONG_WAIT_S = 25;
const FORBIDDEN_PAUSE_MS = 60_000;
const RELEASE_AGAIN_MS = 5000;
/** By a clock that was set back since, a time may lie years ahead: more than a timer takes. It is looked at again then. */
const LONGEST_TIMER_MS = LONGEST_WISH_MS;

/**
 * Keeps cache and server in step for as long as it runs: pulls what is new, pushes what waits, then waits on the server
 * for news. It never gives up; it slows down while the server cannot be reached and stands still while it wants a sign-in.
 */
export function createEngine(deps: EngineDeps): Engine {
  const { stores, announce, now } = deps;
  const outboxes = bothOutboxes(stores);
  let phase: SyncState['phase'] = 'connecting';
  let problem: ErrorShape | null = null;
  let offlineSince: string | null = null;
  let failures = 0;
  /** What the server wished for, by the clock that nobody sets, in ms. */
  let pausedUntil = 0;
  let signInNeeded = false;
  const { look, wake } = wakeable();
  /** Whatever woke it before this began was seen to. */
  let last = look();
  /** Aborted while the engine stands still: there is no other sign of it. */
  let working = AbortSignal.abort();
  let stop = (): void => undefined;
  let releasing: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function become(next: SyncState['phase'], why: ErrorShape | null): void {
    const changed = phase !== next || problem?.code !== why?.code;
    phase = next;
    problem = why;
    offlineSince = next === 'offline' ? (offlineSince ?? now().toISOString()) : null;
    if (changed) announce('sync');
  }

  async function turn(): Promise<void> {
    last = look();
    deps.push.release();
    planRelease();
    const fault = await pullAll();
    become('online', fault === null ? null : errorShape(fault));
    // A report that cannot be read holds nobody's decision back; one that the server still holds back comes soon.
    if (fault !== null || !deps.pull.isAgain()) await deps.push.round(working);
    if (fault !== null) throw fault;
    failures = 0;
    await waitForNews();
  }

  /** Only an answer tells whether a server that was away is back: until then it stays said since when it is. */
  function heard(): void {
    if (deps.pull.isWhole()) become('pulling', null);
  }

  /** Answers with what could not be read of what the server sent: what was decided here goes out all the same. */
  async function pullAll(): Promise<CallError | null> {
    try {
      let more = true;
      while (more && !working.aborted) {
        more = (await deps.pull.step(0, working, heard)).more;
        if (more) become('pulling', null);
        announce('sync');
        // Nobody's decision waits for the end of a long pull, unless that shows first what it would be carried out on.
        if (more && !deps.pull.isAgain()) await deps.push.round(working);
      }
      return null;
    } catch (error) {
      if (isUnreadable(error)) return error;
      throw error;
    }
  }

  /** Held open by the server until something changes there, and given up as soon as something is to be done here. */
  async function waitForNews(): Promise<void> {
    if (working.aborted || last.wasWoken()) return;
    const until = deps.pull.isAgain() ? null : nextDue();
    if (until !== null && until <= 0) return;
    const [answered, givenUp] = [new AbortController(), new AbortController()];
    const rest = last.rest(until === null ? null : Math.min(until, LONGEST_TIMER_MS), answered.signal);
    // Not once it was answered: what that asked for next is on its way.
    void rest.then(() => answered.signal.aborted || givenUp.abort());
    try {
      await deps.pull.step(LONG_WAIT_S, givenUp.signal);
    } catch (error) {
      // What the server answered just before it was given up counts, as its wish for a pause.
      const isAnswer = error instanceof CallError && error.status !== null;
      if (isAnswer || !givenUp.signal.aborted) throw error;
    } finally {
      answered.abort();
    }
  }

  /** Milliseconds until a row is to be sent (again); null when there is none. */
  function nextDue(): number | null {
    const next = outboxes.nextDue();
    if (next === null) return null;
    return next === '' ? 0 : Math.max(0, Date.parse(next) - now().getTime());
  }

  /** Undo times end by the clock, whether or not the server can be reached. */
  function planRelease(): void {
    clearTimeout(releasing);
    const next = outboxes.nextHold();
    if (next === null || working.aborted) return;
    const until = Math.max(0, Date.parse(next) - now().getTime());
    releasing = setTimeout(release, Math.min(until, LONGEST_TIMER_MS));
  }

  function release(): void {
    try {
      if (working.aborted) return;
      if (deps.push.release()) wakeLoop();
      planRelease();
    } catch (error) {
      deps.log('sync.release_failed', { code: errorShape(error).code });
      releasing = setTimeout(release, RELEASE_AGAIN_MS);
    }
  }

  /** Who reviews no reports still locks and signs out by the policy. */
  async function policyAlone(): Promise<void> {
    try {
      await deps.pull.takePolicy(working);
    } catch (error) {
      deps.log('sync.no_policy', { code: errorShape(error).code });
    }
  }

  async function afterFailure(error: unknown): Promise<void> {
    if (working.aborted) return;
    const shape = errorShape(error);
    const code = error instanceof AppError ? error.code : 'internal';
    deps.log('sync.failed', { code, ...(error instanceof CallError ? { status: error.status } : {}) });
    const wish = error instanceof CallError ? error.retryAfterMs : null;
    pausedUntil = performance.now() + Math.min(wish ?? 0, LONGEST_WISH_MS);
    // What woke it before the server asked for a pause waits with the rest.
    if (wish !== null) last = look();
    if (code === 'unauthenticated' || code === 'session_revoked') {
      signInNeeded = true;
      // A wake from before would only make the server say it again.
      last = look();
      become('paused', shape);
      // A revoked one is told by the client that met it.
      if (code === 'unauthenticated') deps.needsSignIn(true);
      return pause(null);
    }
    failures += 1;
    if (code === 'forbidden') {
      // This role reviews nothing, so there is nothing to pull; an administrator still uses the other pages.
      become('idle', shape);
      await policyAlone();
      return pause(FORBIDDEN_PAUSE_MS);
    }
    become(phaseAfter(error), shape);
    return pause(pauseMs(failures, deps.random, wish));
  }

  /** Waits so long, or for ever, or until woken. */
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

  /** A pause that the server asked for holds, and without a valid sign-in the server would only say so again. */
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
      planRelease();
      running = run();
    },
    stop: async () => {
      stop();
      clearTimeout(releasing);
      wake();
      await running;
    },
    planRelease,
    wake: () => {
      planRelease();
      wakeLoop();
    },
    checkNow: () => {
      outboxes.tryNow();
      pausedUntil = 0;
      planRelease();
      wakeLoop();
    },
    resume: () => {
      failures = 0;
      signInNeeded = false;
      deps.needsSignIn(false);
      wakeLoop();
    },
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

/** What the server itself sent and this application does not understand; anything else comes from something on the way. */
const isUnreadable = (error: unknown): error is CallError =>
  error instanceof CallError && error.code === 'bad_response' && error.status === 200;

function phaseAfter(error: unknown): SyncState['phase'] {
  if (isUnreadable(error)) return 'online';
  if (!(error instanceof CallError)) return 'failed';
  return NOT_THERE.includes(error.code) ? 'offline' : 'busy';
}
