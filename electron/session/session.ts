import type { SignInResult } from '#shared/api.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { Log } from '../log.ts';
import type { CacheFiles } from './cache-files.ts';
import type { StoredSession, Vault } from './vault.ts';

export type SessionDeps = {
  server: string;
  /** Null where the workstation has no keychain: then nothing is kept. */
  openVault: () => Promise<Vault | null>;
  files: CacheFiles;
  ask: AskWorker;
  /** A name by which people can tell this workstation from others. */
  workstation: string;
  announce: (topic: Topic) => void;
  log: Log;
  now: () => Date;
};

export type Session = {
  state: () => SessionState;
  /** Looks for a keychain and takes up the session that it kept, also when the server cannot be reached. Never rejects. */
  restore: () => Promise<void>;
  signIn: (given: { name: string; secret: string }) => Promise<SessionState>;
  signOut: () => Promise<SessionState>;
  /** Sets the unreadable cache aside and opens a new one. */
  startAfresh: () => Promise<SessionState>;
  serverWantsSignIn: (needed: boolean) => void;
  /** The worker thread was started anew and has nothing open. */
  reopen: () => Promise<void>;
};

/** Who is signed in on this workstation, and the opening and closing of that officer's cache. */
export function createSession(deps: SessionDeps): Session {
  const { files, ask, server, announce, log } = deps;
  let vault: Vault | null = null;
  let current: StoredSession | null = null;
  let state: SessionState = signedOut('start', null);

  function signedOut(why: 'start' | 'expired' | 'signed_out', lastName: string | null): SessionState {
    return { kind: 'signed_out', server, keychain: vault !== null, lastName, why };
  }

  function become(next: SessionState): SessionState {
    state = next;
    announce('session');
    return next;
  }

  /** @throws AppError keychain_unavailable, disk_full */
  async function open(session: StoredSession): Promise<SessionState> {
    current = session;
    const { officer, token, expiresAt } = session;
    try {
      await ask('open', { server, officer, token, ...(await cacheOf(officer)) });
    } catch (error) {
      if (error instanceof AppError && error.code === 'cache_unreadable') {
        log('session.cache_unreadable', { officer: officer.id });
        return become({ kind: 'cache_unreadable', officer, detail: `${error.message} ${KEPT_ASIDE}` });
      }
      throw error;
    }
    const cache = vault === null ? 'memory' : 'encrypted';
    return become({ kind: 'signed_in', server, officer, expiresAt, cache, needsSignIn: false });
  }

  async function cacheOf(officer: Officer): Promise<{ path: string | null; keyHex: string | null }> {
    if (vault === null) return { path: null, keyHex: null };
    const known = await vault.key(officer.id);
    // A file without its key must not be met with a new key: the old one may come back with the keychain.
    if (known === null && files.exists(officer.id)) throw new AppError('cache_unreadable');
    return { path: files.pathOf(officer.id), keyHex: known ?? (await vault.makeKey(officer.id)) };
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
    const stored = (await vault?.session()) ?? null;
    const lastName = (await vault?.lastName()) ?? null;
    if (stored === null) {
      become(signedOut('start', lastName));
    } else if (stored.expiresAt <= deps.now().toISOString()) {
      become(signedOut('expired', lastName));
    } else {
      await open(stored);
    }
  }

  return {
    state: () => state,
    restore: () =>
      restore().catch((error: unknown) => {
        // A full disk or a keychain that stopped answering: the officer signs in, and then sees what is wrong.
        log('session.not_restored', { code: errorShape(error).code });
        current = null;
        become(signedOut('start', null));
      }),
    signIn: async ({ name, secret }) => {
      const given: SignInResult = await ask('sign-in', { server, name, secret, workstation: deps.workstation });
      await keep(given);
      log('session.signed_in', { officer: given.officer.id, cache: vault === null ? 'memory' : 'encrypted' });
      if (state.kind === 'signed_in' && state.officer.id === given.officer.id) {
        // The cache stays open, so what waits in it, also one in memory, goes on with the new token.
        current = given;
        const next = become({ ...state, officer: given.officer, expiresAt: given.expiresAt, needsSignIn: false });
        await ask('use-token', { token: given.token });
        return next;
      }
      return open(given);
    },
    signOut: async () => {
      const leaving = current;
      const lastName = leaving?.officer.name ?? null;
      current = null;
      await ask('close', undefined);
      if (leaving !== null) {
        await vault?.forgetSession(leaving.officer).catch(() => log('session.not_forgotten', {}));
        // The server ends sessions by itself; offline, there is nothing to wait for.
        ask('sign-out', { server, token: leaving.token }).catch(() => log('session.server_not_told', {}));
      }
      return become(signedOut('signed_out', lastName));
    },
    startAfresh: async () => {
      if (state.kind !== 'cache_unreadable' || current === null) return state;
      const { id } = current.officer;
      const time = deps.now().toISOString().replace(/[:.]/g, '-');
      await vault?.setKeyAside(id, time);
      if (files.exists(id)) files.setAside(id, time);
      await vault?.makeKey(id);
      log('session.cache_set_aside', { officer: id });
      return open(current);
    },
    serverWantsSignIn: (needed) => {
      if (state.kind === 'signed_in' && state.needsSignIn !== needed) become({ ...state, needsSignIn: needed });
    },
    reopen: async () => {
      if (state.kind === 'signed_in' && current !== null) await open(current);
    },
  };
}

const KEPT_ASIDE =
  'Decisions that were not sent yet may be in that file. When you start afresh it is kept aside, not deleted.';
