import { type Clocks, type ClockVerdict, judgeClock, setBackBy } from '#electron/common/clock.ts';
import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import { errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { Ending } from './ending.ts';
import type { Exclusively } from './mutex.ts';
import type { OpenCache } from './open-cache.ts';
import type { SessionStore } from './session-store.ts';
import type { StoredSession } from './vault.ts';

type Parts = {
  here: SessionStore;
  cache: OpenCache;
  files: OfficerFiles;
  exclusively: Exclusively;
  ask: AskWorker;
  server: string;
  log: Log;
  now: () => Date;
  ending: Ending;
};

const NOTE_MS = 60_000;
/** Network time sync sets a clock back by less than this. */
const LEAST_SET_BACK_MS = 1_000;
const ASK_REVOKED_MS = 5 * 60_000;

/**
 * Handles session changes that are not caused by an officer's action: tokens expire, the offline limit passes, the clock
 * is changed, the session is revoked.
 */
export function createWatch({ here, cache, files, exclusively, ask, server, log, now, ending }: Parts) {
  let notedAt = 0;
  let askedAt = 0;
  let clocks: Clocks | null = null;
  let setBackMs = 0;

  /**
   * Called when the access token has expired. The next pair of tokens is stored in the keychain before either is used: if
   * the application crashes before that, the old refresh token is still stored, and the server accepts it once more.
   */
  async function nextToken(stale: string): Promise<void> {
    const session = here.current;
    if (session === null) return ask('no-token', { code: 'unauthenticated' });
    if (session.token !== stale) return ask('use-token', { token: session.token });
    try {
      const next = await ask('refresh', { server, refreshToken: session.refreshToken });
      if (here.current !== session) return;
      here.current = { ...next, by: session.by };
      await here.keep(here.current);
      await ask('use-token', { token: next.token });
    } catch (error) {
      const { code } = errorShape(error);
      log('session.not_refreshed', { code });
      if (code === 'session_revoked') await ending.revoked({ officerId: session.officer.id, token: session.token });
      await ask('no-token', { code });
    }
  }

  /**
   * Renews the token. If the worker thread died in the meantime, only logs that: the next thread starts with the newest
   * token.
   */
  const renewToken = (stale: string): Promise<void> =>
    nextToken(stale).catch((error: unknown) => log('session.token_not_told', { code: errorShape(error).code }));

  /** Returns all officers who have a cache here, each with a token of their last session. */
  async function lastTokens(): Promise<{ officerId: string; token: string }[]> {
    const { vault } = here;
    if (vault === null)
      return here.current === null ? [] : [{ officerId: here.current.officer.id, token: here.current.token }];
    const found: { officerId: string; token: string }[] = [];
    for (const officerId of new Set([...(here.current === null ? [] : [here.current.officer.id]), ...files.owners()])) {
      const token = here.current?.officer.id === officerId ? here.current.token : await vault.lastToken(officerId);
      if (token !== null) found.push({ officerId, token });
    }
    return found;
  }

  /**
   * Checks whether the session of any officer with a cache here was revoked, including officers who signed out. The
   * worker detects only the revocation of its own session, and not even that once the server requires a new sign-in.
   */
  async function askWhetherRevoked(): Promise<void> {
    askedAt = now().getTime();
    const listenerId = cache.isOpen() && !here.signInNeeded ? here.current?.officer.id : null;
    for (const last of await lastTokens()) {
      if (last.officerId === listenerId) continue;
      // If the check fails, it is retried at the next interval.
      if (await ask('is-revoked', { server, token: last.token }).catch(() => false)) await ending.revoked(last);
    }
  }

  /** Call every few seconds: ends sessions that may no longer continue without the server. */
  async function tick(): Promise<void> {
    try {
      await lookAtClock();
    } finally {
      // Check for revocation even if the clock check fails, for example on a full disk.
      if (Math.abs(now().getTime() - askedAt) >= ASK_REVOKED_MS) await askWhetherRevoked();
    }
  }

  async function lookAtClock(): Promise<void> {
    const session = here.current;
    const shown = here.state;
    if (session === null || (shown.kind !== 'signed_in' && shown.kind !== 'locked')) {
      [clocks, setBackMs] = [null, 0];
      return;
    }
    const { id } = session.officer;
    const at = now().getTime();
    const next = { wall: at, steady: performance.now() };
    setBackMs += clocks === null ? 0 : setBackBy(clocks, next);
    clocks = next;
    const seen = here.safe.lastSeen(id);
    const verdict = seen === null ? 'ok' : judgeClock(seen, now());
    if (verdict !== 'ok') {
      if (shown.kind !== 'locked' || shown.opensBy !== 'sign_in') await shut(session, verdict);
    } else if (Math.abs(at - notedAt) >= NOTE_MS || setBackMs >= LEAST_SET_BACK_MS) {
      notedAt = at;
      const lost = setBackMs;
      setBackMs = 0;
      if (!(await here.safe.note(id, lost))) setBackMs += lost;
      if (cache.isOpen()) await ask('note-time', undefined);
    }
  }

  /**
   * Locks the window so that only a sign-in unlocks it; the password alone is no longer enough. A cache on disk is
   * closed. A cache in memory stays open, because closing it would lose it.
   */
  async function shut(session: StoredSession, why: Exclude<ClockVerdict, 'ok'>): Promise<SessionState> {
    // The session may have been revoked in the meantime.
    if (!here.isStill(session)) return here.state;
    log('session.shut', { officer: session.officer.id, why });
    const next = here.become(here.locked(session, why));
    await exclusively(async () => {
      // The officer may have signed in before this mutex was acquired.
      if (here.vault !== null && cache.isOpen() && here.state.kind === 'locked' && here.state.opensBy === 'sign_in')
        await cache.close();
    });
    return next;
  }

  return { renewToken, askWhetherRevoked, tick, shut };
}
