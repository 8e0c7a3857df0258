import { AppError, type ErrorShape, errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { CallError } from '../api/call-error.ts';
import type { OutboxCounts } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import type { Log } from '../log.ts';
import { backoffMs } from './backoff.ts';
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
  /** Try at once, even when a pause was planned. */
  wake: () => void;
  /** A new sign-in gave a new token. */
  resume: () => void;
  state: () => Omit<SyncState, 'linking' | 'serverAheadMs'>;
};

const LONG_WAIT_S = 25;
const FORBIDDEN_PAUSE_MS = 60_000;
const RELEASE_AGAIN_MS = 5000;

/**
 * Keeps cache and server in step for as long as it runs: pulls what is new, pushes what waits, then waits on the server
 * for news. It never gives up; it slows down while the server cannot be reached and stands still while it wants a sign-in.
 */
export function createEngine(deps: EngineDeps): Engine {
  const { stores, announce, now } = deps;
  let phase: SyncState['phase'] = 'idle';
  let problem: ErrorShape | null = null;
  let offlineSince: string | null = null;
  let failures = 0;
  /** By the clock that nobody sets, in ms. */
  let pausedUntil = 0;
  let woken = false;
  let signInNeeded = false;
  let waiting = new AbortController();
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
    woken = false;
    let more = true;
    while (more && !working.aborted) {
      if (deps.pull.isWhole()) become('pulling', null);
      more = (await deps.pull.step(0, working)).more;
      if (more) become('pulling', null);
      announce('sync');
      // Nobody's decision waits for the end of a long pull.
      if (more) await deps.push.round(working);
    }
    become('online', null);
    await deps.push.round(working);
    failures = 0;
    await waitForNews();
  }

  /** Held open by the server until something changes there, and given up as soon as something is to be done here. */
  async function waitForNews(): Promise<void> {
    if (working.aborted || takeWake()) return;
    const until = nextDue();
    if (until !== null && until <= 0) return;
    waiting = new AbortController();
    const timer = until === null ? null : setTimeout(() => waiting.abort(), until);
    try {
      await deps.pull.step(LONG_WAIT_S, waiting.signal);
    } catch (error) {
      if (!waiting.signal.aborted) throw error;
    } finally {
      if (timer !== null) clearTimeout(timer);
    }
  }

  /** Milliseconds until a row is to be sent (again); null when there is none. */
  function nextDue(): number | null {
    const next = earliest(stores.outbox.nextDue(), stores.pairOutbox.nextDue());
    if (next === null) return null;
    return next === '' ? 0 : Math.max(0, Date.parse(next) - now().getTime());
  }

  /** Undo times end by the clock, whether or not the server can be reached. */
  function planRelease(): void {
    clearTimeout(releasing);
    const next = earliest(stores.outbox.nextHold(), stores.pairOutbox.nextHold());
    if (next === null || working.aborted) return;
    releasing = setTimeout(release, Math.max(0, Date.parse(next) - now().getTime()));
  }

  function release(): void {
    try {
      // A pause that the server asked for is not cut short because an undo time is over.
      if (deps.push.release() && !signInNeeded && performance.now() >= pausedUntil) wakeLoop();
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
    if (code === 'unauthenticated' || code === 'session_revoked') {
      signInNeeded = true;
      // A wake from before would only make the server say it again.
      woken = false;
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
    const wish = error instanceof CallError ? error.retryAfterMs : null;
    become(error instanceof CallError ? 'offline' : 'paused', shape);
    pausedUntil = performance.now() + (wish ?? 0);
    return pause(backoffMs(failures, deps.random, wish));
  }

  /** Waits so long, or for ever, or until woken. */
  function pause(ms: number | null): Promise<void> {
    if (working.aborted || takeWake()) return Promise.resolve();
    waiting = new AbortController();
    const { signal } = waiting;
    return new Promise((resolve) => {
      const timer = ms === null ? null : setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      });
    });
  }

  function takeWake(): boolean {
    const was = woken;
    woken = false;
    return was;
  }

  async function run(): Promise<void> {
    while (!working.aborted) {
      try {
        await turn();
      } catch (error) {
        await afterFailure(error);
      }
    }
    become('idle', null);
  }

  function wakeLoop(): void {
    woken = true;
    waiting.abort();
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
      waiting.abort();
      await running;
    },
    planRelease,
    wake: () => {
      planRelease();
      // Without a valid sign-in the server would only say so again.
      if (!signInNeeded) wakeLoop();
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
      ...sum(stores.outbox.counts(), stores.pairOutbox.counts()),
    }),
  };
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

const sum = (one: OutboxCounts, other: OutboxCounts): OutboxCounts => ({
  held: one.held + other.held,
  waiting: one.waiting + other.waiting,
  needsYou: one.needsYou + other.needsYou,
});
