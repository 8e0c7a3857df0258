import { AppError, errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { Enrolment, SignInBody, SignInTerms } from '#shared/session-api.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { type ClockVerdict, judgeClock } from '../clock.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { countLive } from '../journal/journal-file.ts';
import type { Log } from '../log.ts';
import { destroyCache } from './destroy-cache.ts';
import { keyAfterSignIn } from './key-after-sign-in.ts';
import { createKeySafe, type KeySafe, memorySafe, type Prepared } from './key-safe.ts';
import { removeLeftovers } from './leftovers.ts';
import type { OfficerFiles } from './officer-files.ts';
import { createOpenCache } from './open-cache.ts';
import { type LockReason, sessionStates } from './session-states.ts';
import { createWatch } from './session-watch.ts';
import { createTurns } from './turns.ts';
import type { StoredSession, Vault } from './vault.ts';

export type SessionDeps = {
  server: string;
  /** Null where the workstation has no keychain: then nothing is kept. */
  openVault: () => Promise<Vault | null>;
  files: OfficerFiles;
  ask: AskWorker;
  /** A name by which people can tell this workstation from others. */
  workstation: string;
  announce: (topic: Topic) => void;
  look: () => WorkstationSettings;
  log: Log;
  now: () => Date;
};

export type Session = ReturnType<typeof createSession>;

/** Who is signed in on this workstation, whether the window is locked, and the opening and closing of the cache. */
export function createSession(deps: SessionDeps) {
  const { files, ask, server, announce, log, now } = deps;
  const cache = createOpenCache({ server, files, ask });
  const inTurn = createTurns();
  let vault: Vault | null = null;
  let safe: KeySafe = memorySafe(server, now);
  let current: StoredSession | null = null;
  let signInNeeded = false;
  /** What a fresh start will use, while the cache cannot be read. */
  let fresh: Prepared | null = null;
  const { kept, signedOut, signedIn, ...states } = sessionStates({
    server,
    hasKeychain: () => vault !== null,
    look: deps.look,
  });
  let state: SessionState = signedOut('start', null);

  let lockedAt = 0;

  function become(next: SessionState): SessionState {
    if (next.kind === 'locked' && state.kind !== 'locked') lockedAt = performance.now();
    state = next;
    announce('session');
    return next;
  }

  const locked = (session: StoredSession, why: LockReason) =>
    states.locked(session, why, safe.lastSeen(session.officer.id)?.failures ?? 0);

  /** @throws AppError keychain_unavailable, disk_full */
  async function open(
    session: StoredSession,
    key: Buffer,
    clockTrusted: boolean,
    /** What the session becomes; a cache may be opened anew behind the lock. */
    then: () => SessionState = () => signedIn(session, signInNeeded),
  ): Promise<SessionState> {
    current = session;
    signInNeeded = false;
    try {
      await cache.open(session, key, { encrypted: vault !== null, clockTrusted });
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (code === 'clock_set_back') return become(locked(session, code));
      if (code !== 'cache_unreadable') throw error;
      // Another file under the same key is as good: the wrapped key opens both.
      fresh = { key, commit: () => Promise.resolve() };
      return unreadable(session, 'damaged', errorShape(error).message);
    }
    return become(then());
  }

  function unreadable({ officer }: StoredSession, why: 'damaged' | 'secret_changed', detail: string): SessionState {
    log('session.cache_unreadable', { officer: officer.id, why });
    return become({ kind: 'cache_unreadable', officer, why, detail });
  }

  async function keep(session: StoredSession): Promise<void> {
    try {
      await vault?.keepSession(session);
    } catch {
      // The session is good for now all the same; at the next start the officer signs in again.
      log('session.not_kept', { officer: session.officer.id });
    }
  }

  async function restore(): Promise<void> {
    vault = await deps.openVault();
    if (vault === null) return void become(signedOut('start', null));
    safe = createKeySafe({ halves: vault, texts: files.wrap, server, now });
    await tidy(vault).catch((error: unknown) => log('session.not_tidied', { code: errorShape(error).code }));
    const stored = await vault.session();
    const lastName = await vault.lastName();
    const seen = stored === null ? null : await safe.look(stored.officer.id);
    if (stored === null || seen === null) become(signedOut('start', lastName));
    else {
      const verdict = judgeClock(seen, now());
      if (verdict === 'ok') become(locked(stored, 'start'));
      else become(signedOut(verdict, lastName));
      current = stored;
    }
    watch.askWhetherRevoked().catch(() => log('session.revocation_not_asked', {}));
  }

  async function tidy(halves: Vault): Promise<void> {
    for (const officerId of await removeLeftovers(files.folders, now())) {
      log('session.cache_of_nobody', { officer: officerId });
      await halves.forgetHalf(officerId);
      await halves.forgetSession(officerId);
    }
  }

  /** What the server gave for a sign-in is taken up; where a revocation comes first, that is carried out before. */
  async function takeUp(given: StoredSession, secret: string): Promise<SessionState> {
    const { id } = given.officer;
    const before = current?.officer.id === id ? current.token : ((await vault?.lastToken(id)) ?? null);
    const hasCache = cache.isOpenFor(id) || files.exists(id);
    if (hasCache && before !== null && (await wasRevoked(before, given))) await destroyOf(id);
    await keep(given);
    log('session.signed_in', { officer: id, cache: kept() });
    const held = cache.keyOf(id);
    // Another role works on the cache with other rights; one in memory would be lost by opening it anew.
    const goesOn = held !== null && (vault === null || current?.officer.role === given.officer.role);
    const found = await keyAfterSignIn({ safe, vault, files }, id, secret, held);
    if (found.kind === 'lost') {
      await cache.close();
      current = given;
      fresh = found.fresh;
      return unreadable(given, found.why, '');
    }
    // The cache stays open, so what waits in it, also one in memory, goes on with the new token.
    if (!goesOn) return open(given, found.key, true);
    found.key.fill(0);
    current = given;
    signInNeeded = false;
    const next = become(signedIn(given, false));
    await ask('use-token', { token: given.token });
    return next;
  }

  /** The server ends sessions by itself; offline, there is nothing to wait for. */
  function endOnServer({ token, refreshToken }: StoredSession): void {
    ask('sign-out', { server, token, refreshToken }).catch(() => log('session.server_not_told', {}));
  }

  /** The former token is forgotten by taking up the new one: without an answer there is no sign-in. */
  async function wasRevoked(before: string, given: StoredSession): Promise<boolean> {
    try {
      return await watch.isRevoked(before);
    } catch (error) {
      endOnServer(given);
      throw error;
    }
  }

  /** The secret alone no longer does. What is on the disk is closed; a cache in memory would be lost by that. */
  async function shut(session: StoredSession, why: Exclude<ClockVerdict, 'ok'>): Promise<SessionState> {
    log('session.shut', { officer: session.officer.id, why });
    const next = become(locked(session, why));
    await inTurn(async () => {
      // A sign-in may have come first.
      if (vault !== null && cache.isOpen() && state.kind === 'locked' && state.opensBy === 'sign_in')
        await cache.close();
    });
    return next;
  }

  async function destroyOf(officerId: string, why: 'too_many_tries' | 'revoked' = 'revoked'): Promise<void> {
    log('session.key_destroyed', { officer: officerId, why });
    await destroyCache({ safe, vault, cache, files, log }, officerId);
  }

  /** A session was revoked: of who is here now, or of somebody who has signed out and whose cache is still here. */
  async function revoked({ officerId, token }: { officerId: string; token: string }): Promise<void> {
    if (current?.officer.id !== officerId) {
      return inTurn(async () => {
        // Who signed in anew meanwhile had that cache destroyed by it.
        if ((await vault?.lastToken(officerId)) === token) await destroyOf(officerId);
      });
    }
    if (current.token === token) await destroy('revoked');
  }

  async function lastTokens(): Promise<{ officerId: string; token: string }[]> {
    if (vault === null) return current === null ? [] : [{ officerId: current.officer.id, token: current.token }];
    const found: { officerId: string; token: string }[] = [];
    for (const officerId of new Set([...(current === null ? [] : [current.officer.id]), ...files.owners()])) {
      const token = current?.officer.id === officerId ? current.token : await vault.lastToken(officerId);
      if (token !== null) found.push({ officerId, token });
    }
    return found;
  }

  /** Destroys all that could open the cache, and then the cache; what was not sent remains in the sealed journal. */
  async function destroy(why: 'too_many_tries' | 'revoked'): Promise<SessionState> {
    if (current === null) return state;
    const ended = current;
    const { id, name } = ended.officer;
    current = null;
    // From here on nothing is shown and nothing is answered, whatever of the rest should fail.
    state = signedOut(why, name);
    return inTurn(async () => {
      // What was under way for this officer, and went through, goes with it.
      if (current?.officer.id === id) current = null;
      await destroyOf(id, why);
      if (why !== 'revoked') endOnServer(ended);
      return current === null ? become(signedOut(why, name, countLive(files.journalOf(id)))) : state;
    });
  }

  /** Decisions of who is here that are not with the server; where the cache is closed, those in the sealed journal. */
  async function unsent(): Promise<number> {
    if (!cache.isOpen()) return current === null ? 0 : countLive(files.journalOf(current.officer.id));
    const { held, waiting, needsYou } = await ask('sync.state', undefined);
    return held + waiting + needsYou;
  }

  /** Whether it is still the same person who is here; their tokens may be other ones by now. */
  const isStill = (session: StoredSession): boolean => current?.officer.id === session.officer.id;

  const watch = createWatch({
    server,
    ask,
    log,
    now,
    cache,
    lastTokens,
    signInNeeded: () => signInNeeded,
    current: () => current,
    replace: async (next) => {
      current = next;
      await keep(next);
    },
    state: () => state,
    safe: () => safe,
    shut,
    revoked,
  });

  return {
    state: (): SessionState => state,
    /** For how long the window has been locked, where it is. */
    lockedForMs: (): number => performance.now() - lockedAt,
    /** Looks for a keychain and takes up the session that it kept, locked, also when the server cannot be reached. */
    restore: (): Promise<void> =>
      restore().catch((error: unknown) => {
        // A full disk or a keychain that stopped answering: the officer signs in, and then sees what is wrong.
        log('session.not_restored', { code: errorShape(error).code });
        current = null;
        become(signedOut('start', null));
      }),

    /** Online. The key is wrapped anew under the secret that the server accepted. */
    signIn: async ({ name, code, newSecret, ...typed }: Omit<SignInBody, 'workstation'>): Promise<SessionState> => {
      const given = await ask('sign-in', {
        server,
        workstation: deps.workstation,
        name,
        secret: typed.secret,
        ...(code === undefined ? {} : { code }),
        ...(newSecret === undefined ? {} : { newSecret }),
      });
      return inTurn(() => takeUp(given, newSecret ?? typed.secret));
    },

    /** @throws AppError wrong_secret, unauthenticated where only a sign-in helps, disk_full, keychain_unavailable */
    unlock: async ({ secret }: { secret: string }): Promise<SessionState> => {
      if (state.kind !== 'locked' || current === null) return state;
      if (state.opensBy === 'sign_in') throw new AppError('unauthenticated');
      const session = current;
      const seen = await safe.look(session.officer.id);
      const verdict = seen === null ? 'expired' : judgeClock(seen, now());
      if (verdict !== 'ok') return shut(session, verdict);
      const tried = await safe.unlock(session.officer.id, secret);
      if (tried.kind === 'destroyed') return destroy('too_many_tries');
      // Meanwhile it may have been revoked, or unlocked by another try.
      if (!isStill(session) || state.kind !== 'locked') return state;
      switch (tried.kind) {
        case 'unreadable':
          return shut(session, 'expired');
        case 'wrong':
          log('session.wrong_secret', { officer: session.officer.id, left: tried.left });
          become(locked(session, state.why));
          throw new AppError('wrong_secret');
        case 'key':
          return inTurn(async () => {
            if (!isStill(session) || state.kind !== 'locked' || state.opensBy === 'sign_in') return state;
            log('session.unlocked', { officer: session.officer.id });
            return cache.isOpen() ? become(signedIn(session, signInNeeded)) : open(session, tried.key, false);
          });
      }
    },

    lock: (why: LockReason): SessionState => {
      if (state.kind !== 'signed_in' || current === null) return state;
      log('session.locked', { officer: current.officer.id, why });
      // Behind the lock nobody is at a report.
      ask('claim.at', { id: null }).catch(() => undefined);
      return become(locked(current, why));
    },

    /** @throws AppError decisions_waiting unless the officer said that they stay behind. */
    signOut: ({ handOver }: { handOver: boolean }): Promise<SessionState> =>
      inTurn(async () => {
        const leaving = current;
        // Behind a lock it may be anybody who asks, and a cache in memory would be gone.
        const mayLeave = handOver && !(state.kind === 'locked' && vault === null);
        if (!mayLeave && (await unsent()) > 0) throw new AppError('decisions_waiting');
        current = null;
        await cache.close();
        if (leaving !== null) {
          if (vault === null) await safe.destroy(leaving.officer.id);
          await vault?.closeSession(leaving).catch(() => log('session.not_forgotten', {}));
          endOnServer(leaving);
        }
        return become(signedOut('signed_out', leaving?.officer.name ?? null));
      }),

    unsent,

    /** Sets the unreadable cache aside and opens a new one. */
    startAfresh: (): Promise<SessionState> =>
      inTurn(async () => {
        if (state.kind !== 'cache_unreadable' || current === null || fresh === null) return state;
        const { id } = current.officer;
        if (files.exists(id)) files.setAside(id, now().toISOString().replace(/[:.]/g, '-'));
        await fresh.commit();
        log('session.cache_set_aside', { officer: id });
        return open(current, fresh.key, true);
      }),

    terms: (): Promise<SignInTerms> => ask('terms', { server }),
    enrol: (given: { name: string; secret: string }): Promise<Enrolment> => ask('enrol', { ...given, server }),
    renewToken: watch.renewToken,

    /**
     * The server takes the new secret, and the key of the cache is wrapped under it. Should the workstation break down in
     * between, the next sign-in meets a cache that only the former secret opens.
     * @throws AppError bad_credentials, account_locked, against_rule (newSecret), disk_full, keychain_unavailable
     */
    changeSecret: async ({ secret, newSecret }: { secret: string; newSecret: string }): Promise<undefined> => {
      if (state.kind !== 'signed_in' || current === null) throw new AppError('signed_out');
      const { id } = current.officer;
      const key = cache.keyOf(id);
      if (key === null) throw new AppError('signed_out');
      const prepared = await safe.prepare(id, newSecret, key, safe.lastSeen(id)?.signedInAt);
      key.fill(0);
      await ask('change-secret', { secret, newSecret });
      // Meanwhile the cache may have been destroyed, and then there is nothing to wrap.
      await inTurn(async () => {
        if (current?.officer.id === id) await prepared.commit();
      });
      log('session.secret_changed', { officer: id });
    },

    serverWantsSignIn: (needed: boolean): void => {
      signInNeeded = needed;
      if (state.kind === 'signed_in' && state.needsSignIn !== needed) become({ ...state, needsSignIn: needed });
    },
    revoked: (): Promise<SessionState> => destroy('revoked'),

    /** The worker thread was started anew and has nothing open. A locked window stays locked. */
    reopen: (): Promise<void> =>
      inTurn(async () => {
        const key = current === null ? null : cache.keyOf(current.officer.id);
        if (current === null || key === null) return;
        await open(current, key, false, () => state).catch((error: unknown) =>
          log('session.not_reopened', { code: errorShape(error).code }),
        );
      }),

    tick: watch.tick,
  };
}
