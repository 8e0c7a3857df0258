import { errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { type ClockVerdict, judgeClock } from '../clock.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { Log } from '../log.ts';
import type { KeySafe } from './key-safe.ts';
import type { OpenCache } from './open-cache.ts';
import type { StoredSession } from './vault.ts';

export type WatchDeps = {
  server: string;
  ask: AskWorker;
  log: Log;
  now: () => Date;
  cache: Pick<OpenCache, 'isOpen'>;
  /** Everybody who has a cache here, with a token of the last session that each had. */
  lastTokens: () => Promise<{ officerId: string; token: string }[]>;
  /** Whether the server takes this session's tokens no longer: then nothing else hears of it. */
  signInNeeded: () => boolean;
  current: () => StoredSession | null;
  /** The same officer's next pair of tokens; it is in the keychain when this is over. */
  replace: (next: StoredSession) => Promise<void>;
  state: () => SessionState;
  safe: () => KeySafe;
  shut: (session: StoredSession, why: Exclude<ClockVerdict, 'ok'>) => Promise<SessionState>;
  /** That session was revoked; where it is no longer that officer's last one, it concerns nothing here. */
  revoked: (which: { officerId: string; token: string }) => Promise<void>;
};

const NOTE_MS = 60_000;
const ASK_REVOKED_MS = 5 * 60_000;

/** What happens to a session by itself: tokens run out, hours pass, clocks are turned, somebody revokes it. */
export function createWatch({ server, ask, log, now, cache, ...deps }: WatchDeps) {
  const { current, replace, state, safe, shut, revoked, lastTokens } = deps;
  let notedAt = 0;
  let askedAt = 0;

  /**
   * The access token has run out. The next pair is in the keychain before anything of it is used: whoever is killed in
   * between still has the refresh token that the server takes once more.
   */
  async function renewToken(stale: string): Promise<void> {
    const session = current();
    if (session === null) return ask('no-token', { code: 'unauthenticated' });
    if (session.token !== stale) return ask('use-token', { token: session.token });
    try {
      const next = await ask('refresh', { server, refreshToken: session.refreshToken });
      if (current() !== session) return;
      await replace(next);
      await ask('use-token', { token: next.token });
    } catch (error) {
      const { code } = errorShape(error);
      log('session.not_refreshed', { code });
      if (code === 'session_revoked') await revoked({ officerId: session.officer.id, token: session.token });
      await ask('no-token', { code });
    }
  }

  /** Whether somebody's last session here was revoked. @throws AppError where the server did not say. */
  const isRevoked = (token: string): Promise<boolean> => ask('is-revoked', { server, token });

  /**
   * For every officer who has a cache here, signed out ones too: the engine hears only of the session that it works
   * with, and of that no longer once the server wants a new sign-in.
   */
  async function askWhetherRevoked(): Promise<void> {
    askedAt = now().getTime();
    const heard = cache.isOpen() && !deps.signInNeeded() ? current()?.officer.id : null;
    for (const last of await lastTokens()) {
      if (last.officerId === heard) continue;
      // Who could not be asked is asked at the next look.
      if (await isRevoked(last.token).catch(() => false)) await revoked(last);
    }
  }

  /** To be called every few seconds: ends what may no longer go on without the server. */
  async function tick(): Promise<void> {
    try {
      await lookAtClock();
    } finally {
      // Also on a full disk.
      if (Math.abs(now().getTime() - askedAt) >= ASK_REVOKED_MS) await askWhetherRevoked();
    }
  }

  async function lookAtClock(): Promise<void> {
    const session = current();
    const shown = state();
    if (session === null || (shown.kind !== 'signed_in' && shown.kind !== 'locked')) return;
    const { id } = session.officer;
    const at = now().getTime();
    const seen = safe().lastSeen(id);
    const verdict = seen === null ? 'ok' : judgeClock(seen, now());
    if (verdict !== 'ok') {
      if (shown.kind !== 'locked' || shown.opensBy !== 'sign_in') await shut(session, verdict);
    } else if (Math.abs(at - notedAt) >= NOTE_MS) {
      notedAt = at;
      await safe().note(id);
      if (cache.isOpen()) await ask('note-time', undefined);
    }
  }

  return { renewToken, isRevoked, askWhetherRevoked, tick };
}
