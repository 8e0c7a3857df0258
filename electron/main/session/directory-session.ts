import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import { passwordProblem } from '#shared/domain/password-rule.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { BrowserWay } from './browser-flow.ts';
import type { Ending } from './ending.ts';
import type { Exclusively } from './mutex.ts';
import type { OpenCache } from './open-cache.ts';
import type { Opening } from './opening.ts';
import type { SessionStore } from './session-store.ts';
import type { StoredSession } from './vault.ts';

type Parts = {
  here: SessionStore;
  cache: OpenCache;
  files: OfficerFiles;
  exclusively: Exclusively;
  ask: AskWorker;
  server: string;
  workstation: string;
  log: Log;
  now: () => Date;
  opening: Opening;
  ending: Ending;
  way: BrowserWay;
  wasRevoked: (before: string, given: StoredSession) => Promise<boolean>;
  renewToken: (stale: string) => Promise<void>;
};

/** How long a session lasts, as in `server/commands/accounts/open-session.ts`. */
const SESSION_MS = 12 * 3_600_000;

/**
 * Sessions that were opened through the agency's directory. Neither the server nor the directory ever has anything that
 * could open the cache: a PIN, which never leaves this workstation, takes the password's place.
 */
export function createDirectorySession(parts: Parts) {
  const { here, cache, files, exclusively, ask, server, log, now, opening, ending, way } = parts;
  /** The result of the latest browser flow, possibly still pending; null until the first one starts. */
  let awaited: Promise<SessionState> | null = null;

  const signedInAt = ({ expiresAt }: StoredSession) => new Date(Date.parse(expiresAt) - SESSION_MS).toISOString();
  const pinNeeded = ({ officer }: StoredSession, choose: boolean): SessionState =>
    here.become(here.pinNeeded(officer, choose));

  /**
   * Continues after the server accepts a sign-in. If the officer's previous session was revoked, destroys the cache
   * first.
   */
  async function takeUp(given: StoredSession): Promise<SessionState> {
    const { id } = given.officer;
    const before = here.current;
    // While someone's reports are on screen, or their window is locked, only the same person may continue.
    if ((here.state.kind === 'signed_in' || here.state.kind === 'locked') && before?.officer.id !== id) {
      ending.endOnServer(given);
      throw new AppError('sign_in_failed', { detail: { code: 'directory_other_person', params: {} } });
    }
    const last = before?.officer.id === id ? before.token : ((await here.vault?.lastToken(id)) ?? null);
    const hasCache = cache.isOpenFor(id) || files.exists(id);
    if (hasCache && last !== null && (await parts.wasRevoked(last, given))) await ending.destroyOf(id);
    await here.keep(given);
    log('session.signed_in', { officer: id, cache: here.kept() });
    here.current = given;
    here.signInNeeded = false;
    // The window was not locked, so the officer is still the one who gave the PIN.
    if (here.state.kind === 'signed_in' && cache.isOpenFor(id) && before?.officer.role === given.officer.role) {
      await here.safe.renew(id, signedInAt(given));
      const next = here.become(here.signedIn(given));
      await ask('use-token', { token: given.token });
      return next;
    }
    return pinNeeded(given, (await here.safe.look(id)) === null);
  }

  async function prove(exchange: { id: string; code: string; verifier: string }): Promise<SessionState> {
    const { token } = currentSession();
    await ask('prove-by-browser', { server, token, ...exchange });
    return here.state;
  }

  function currentSession(): StoredSession {
    if (here.current?.by !== 'directory') throw new AppError('signed_out');
    return here.current;
  }

  /**
   * Starts a proof. Access tokens expire within minutes, so if the token has expired, it is renewed and the request is
   * repeated.
   */
  async function startProof(request: { challenge: string; port: number; deskState: string }) {
    const { token } = currentSession();
    try {
      return await ask('browser-proof', { server, token, ...request });
    } catch (error) {
      if (errorShape(error).code !== 'unauthenticated') throw error;
      await parts.renewToken(token);
      return ask('browser-proof', { server, token: currentSession().token, ...request });
    }
  }

  const start = {
    sign_in: () =>
      way.start(
        (request) => ask('browser-sign-in', { server, workstation: parts.workstation, ...request }),
        async (exchange) => {
          const { deviceToken: _, ...given } = await ask('browser-session', { server, ...exchange });
          return exclusively(() => takeUp({ ...given, by: 'directory' }));
        },
      ),
    proof: () => way.start(startProof, prove),
    /** An officer who forgot the PIN authenticates again and then chooses another one. */
    new_pin: () =>
      way.start(startProof, async (exchange) => {
        await prove(exchange);
        return exclusively(async () => {
          const session = currentSession();
          if (here.state.kind !== 'pin_needed') return here.state;
          log('session.pin_forgotten', { officer: session.officer.id });
          return pinNeeded(session, true);
        });
      }),
  };

  /** Applies the server's password rules to a PIN. This is done here because the PIN never leaves the workstation. */
  async function checkPin(path: string, pin: string, { officer, token }: StoredSession): Promise<void> {
    const { words, city } = await ask('banned-passwords', { server, token });
    const problem = passwordProblem(pin, new Set(words), officer, city ?? '');
    if (problem !== null) throw new AppError('against_rule', { fields: [{ path, detail: problem }] });
  }

  /** Opens a new cache under a new PIN. A cache under a forgotten PIN is set aside. */
  async function choose(session: StoredSession, pin: string): Promise<SessionState> {
    const { officer } = session;
    await checkPin('pin', pin, session);
    if (cache.isOpen()) await cache.close();
    if (files.exists(officer.id)) files.setAside(officer.id, now().toISOString().replace(/[:.]/g, '-'));
    const prepared = await here.safe.prepare(officer.id, pin, undefined, signedInAt(session));
    await prepared.commit();
    log('session.pin_chosen', { officer: officer.id });
    return opening.open(session, prepared.key, true);
  }

  async function enter(session: StoredSession, pin: string): Promise<SessionState> {
    const { officer } = session;
    const tried = await here.safe.unlock(officer.id, pin);
    switch (tried.kind) {
      case 'destroyed':
        return ending.destroyNow('too_many_tries', officer.id);
      case 'unreadable':
        return pinNeeded(session, true);
      case 'wrong':
        log('session.wrong_pin', { officer: officer.id, left: tried.left });
        pinNeeded(session, false);
        throw new AppError('wrong_password');
      case 'key':
        await here.safe.renew(officer.id, signedInAt(session));
        // Keep an open cache that is in memory, because reopening would lose it.
        if (!cache.isOpenFor(officer.id) || here.vault !== null) return opening.open(session, tried.key, true);
        await ask('use-token', { token: session.token });
        return here.become(here.signedIn(session));
    }
  }

  /**
   * Wraps the cache's key under another PIN. Wrong PINs count as failed unlocks; the last one allowed destroys the key.
   * @throws AppError wrong_password, against_rule (newPin), disk_full, keychain_unavailable
   */
  async function changePin({ pin, newPin }: { pin: string; newPin: string }): Promise<undefined> {
    const session = currentSession();
    if (here.state.kind !== 'signed_in') throw new AppError('signed_out');
    await checkPin('newPin', newPin, session);
    const { id } = session.officer;
    const tried = await here.safe.unlock(id, pin);
    if (tried.kind === 'destroyed') await ending.destroyNow('too_many_tries', id);
    if (tried.kind !== 'key') throw new AppError(tried.kind === 'wrong' ? 'wrong_password' : 'signed_out');
    const prepared = await here.safe.prepare(
      id,
      newPin,
      tried.key,
      here.safe.lastSeen(id)?.signedInAt ?? signedInAt(session),
    );
    await prepared.commit();
    tried.key.fill(0);
    log('session.pin_changed', { officer: id });
  }

  return {
    changePin: (given: { pin: string; newPin: string }): Promise<undefined> => exclusively(() => changePin(given)),
    /** Opens the system browser. @throws AppError offline, not_found (no directory configured) */
    start: async ({ purpose }: { purpose: keyof typeof start }): Promise<{ address: string }> => {
      const { address, result } = await start[purpose]();
      awaited = result;
      return { address };
    },
    /** Resolves when the browser flow is complete. @throws AppError sign_in_failed */
    result: (): Promise<SessionState> => awaited ?? Promise.reject(new AppError('signed_out')),
    again: way.again,
    copyAddress: way.copyAddress,
    cancel: way.cancel,

    /** @throws AppError wrong_password, against_rule (pin), disk_full, keychain_unavailable */
    givePin: ({ pin }: { pin: string }): Promise<SessionState> =>
      exclusively(async () => {
        if (here.state.kind !== 'pin_needed' || here.current === null) return here.state;
        return here.state.choose ? choose(here.current, pin) : enter(here.current, pin);
      }),
  };
}
