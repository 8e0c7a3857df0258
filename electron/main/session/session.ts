import { judgeClock } from '#electron/common/clock.ts';
import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { Enrollment, SignInBody, SignInTerms } from '#shared/session-api.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { createBrowserFlow } from './browser-flow.ts';
import { createDeviceTokens } from './device-tokens.ts';
import { createDirectorySession } from './directory-session.ts';
import { createEnding } from './ending.ts';
import { createKeySafe } from './key-safe.ts';
import { removeLeftovers } from './leftovers.ts';
import { createMutex } from './mutex.ts';
import { createOpenCache } from './open-cache.ts';
import { createOpening } from './opening.ts';
import { createSessionResume } from './resume-session.ts';
import { createSessionStore, type LockReason } from './session-store.ts';
import { createWatch } from './session-watch.ts';
import type { Vault } from './vault.ts';

export type SessionDeps = {
  server: string;
  /** Returns null when there is no keychain; then no secrets are stored. */
  openVault: () => Promise<Vault | null>;
  files: OfficerFiles;
  /** The file that stores device tokens when there is no keychain. */
  deviceFile: string;
  browser: BrowserOpener;
  ask: AskWorker;
  /** The workstation's name, shown in the list of sessions. */
  workstation: string;
  announce: (topic: Topic) => void;
  look: () => WorkstationSettings;
  log: Log;
  now: () => Date;
};

/** The system browser. */
export type BrowserOpener = {
  /** Opens a page of the agency server. */
  open: (address: string) => Promise<void>;
  copy: (text: string) => void;
  /** Returns the HTML of the page that the browser shows at the end of a sign-in. */
  pageOf: (isGood: boolean) => string;
};

/** The part of a sign-in request that the window sends; the workstation adds the rest. */
type Typed = Omit<SignInBody, 'workstation' | 'deviceToken'>;

export type Session = ReturnType<typeof createSession>;

/** Tracks who is signed in on this workstation and whether the window is locked, and opens and closes the cache. */
export function createSession(deps: SessionDeps) {
  const { files, ask, server, announce, log, now } = deps;
  const here = createSessionStore({ server, announce, look: deps.look, log, now });
  const devices = createDeviceTokens({ vault: () => here.vault, path: deps.deviceFile, server, log });
  const cache = createOpenCache({
    server,
    files,
    ask,
    recoveryKey: async () => (await here.vault?.recoveryKey()) ?? null,
  });
  const exclusively = createMutex();
  const { open: openBrowser, copy, pageOf } = deps.browser;
  const parts = { here, cache, files, exclusively, ask, server, openBrowser, log, now };
  const opening = createOpening(parts);
  const ending = createEnding(parts);
  const { takeUp, wasRevoked } = createSessionResume({ ...parts, opening, ending });
  const watch = createWatch({ ...parts, ending });
  const directory = createDirectorySession({
    ...parts,
    workstation: deps.workstation,
    opening,
    ending,
    way: createBrowserFlow({ server, openBrowser, copy, pageOf, log }),
    wasRevoked,
    renewToken: watch.renewToken,
  });

  async function restore(): Promise<void> {
    const vault = await deps.openVault();
    here.vault = vault;
    if (vault === null) return void here.become(here.signedOut('start', null));
    here.safe = createKeySafe({ halves: vault, texts: files.wrap, server, now });
    await tidy(vault).catch((error: unknown) => log('session.not_tidied', { code: errorShape(error).code }));
    const stored = await vault.session();
    const lastName = await vault.lastName();
    const seen = stored === null ? null : await here.safe.look(stored.officer.id);
    if (stored === null || seen === null) here.become(here.signedOut('start', lastName));
    else {
      const verdict = judgeClock(seen, now());
      if (verdict === 'ok') here.become(here.locked(stored, 'start'));
      else here.become(here.signedOut(verdict, lastName));
      here.current = stored;
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

  return {
    state: (): SessionState => here.state,
    lockedForMs: here.lockedForMs,
    /**
     * Opens the keychain and restores the session saved in it, in the locked state, even when the server cannot be
     * reached.
     */
    restore: (): Promise<void> =>
      restore().catch((error: unknown) => {
        // The disk is full or the keychain stopped responding. Show the sign-in page; after the sign-in, the officer
        // sees what is wrong.
        log('session.not_restored', { code: errorShape(error).code });
        here.current = null;
        here.become(here.signedOut('start', null));
      }),

    /** Signs in with the server, and rewraps the cache key under the password that the server accepted. */
    signIn: async ({ name, code, recoveryCode, newPassword, ...typed }: Typed): Promise<SessionState> => {
      const known = await devices.of(name);
      const { deviceToken, ...given } = await ask('sign-in', {
        server,
        workstation: deps.workstation,
        name,
        password: typed.password,
        ...(code === undefined ? {} : { code }),
        ...(recoveryCode === undefined ? {} : { recoveryCode }),
        ...(newPassword === undefined ? {} : { newPassword }),
        ...(known === null ? {} : { deviceToken: known }),
      });
      if (deviceToken !== null) await devices.keep(name, deviceToken);
      directory.cancel();
      return exclusively(() => takeUp({ ...given, by: 'password' }, newPassword ?? typed.password));
    },

    /** @throws AppError wrong_password, unauthenticated (the officer must sign in), disk_full, keychain_unavailable */
    unlock: async ({ password }: { password: string }): Promise<SessionState> => {
      if (here.state.kind !== 'locked' || here.current === null) return here.state;
      if (here.state.opensBy === 'sign_in') throw new AppError('unauthenticated');
      const session = here.current;
      const seen = await here.safe.look(session.officer.id);
      const verdict = seen === null ? 'expired' : judgeClock(seen, now());
      if (verdict !== 'ok') return watch.shut(session, verdict);
      const tried = await here.safe.unlock(session.officer.id, password);
      if (tried.kind === 'destroyed') return ending.destroy('too_many_tries', session.officer.id);
      // The session may have been revoked in the meantime, or another attempt may have unlocked it.
      if (!here.isStill(session) || here.state.kind !== 'locked') return here.state;
      switch (tried.kind) {
        case 'unreadable':
          return watch.shut(session, 'expired');
        case 'wrong':
          log('session.wrong_password', { officer: session.officer.id, left: tried.left });
          here.become(here.locked(session, here.state.why));
          throw new AppError('wrong_password');
        case 'key':
          return exclusively(async () => {
            if (!here.isStill(session) || here.state.kind !== 'locked' || here.state.opensBy === 'sign_in')
              return here.state;
            log('session.unlocked', { officer: session.officer.id });
            return cache.isOpen() ? here.become(here.signedIn(session)) : opening.open(session, tried.key, false);
          });
      }
    },

    lock: (why: LockReason): SessionState => {
      if (here.state.kind !== 'signed_in' || here.current === null) return here.state;
      log('session.locked', { officer: here.current.officer.id, why });
      // A locked window shows no report, so release the claim on the report that was open.
      ask('claim.at', { id: null }).catch(() => undefined);
      return here.become(here.locked(here.current, why));
    },

    signOut: ending.signOut,
    directory,
    unsent: ending.unsent,
    startAfresh: opening.startAfresh,
    reopen: opening.reopen,
    repair: opening.repair,
    /**
     * Stores the agency's recovery key in the keychain, so that decisions can be sealed even after a cache is lost. If
     * the keychain fails, the error is only logged.
     */
    keepRecoveryKey: (key: string): Promise<void> =>
      (here.vault?.keepRecoveryKey(key) ?? Promise.resolve()).catch((error: unknown) =>
        log('session.recovery_key_not_kept', { code: errorShape(error).code }),
      ),
    rebuildCache: opening.rebuildCache,

    terms: (): Promise<SignInTerms> => ask('terms', { server }),
    enroll: async (given: { name: string; password: string }): Promise<Enrollment> => {
      const known = await devices.of(given.name);
      return ask('enroll', { ...given, ...(known === null ? {} : { deviceToken: known }), server });
    },
    renewToken: watch.renewToken,

    /**
     * Changes the password on the server first, and then wraps the cache key under the new password. If the workstation
     * crashes in between, the next sign-in finds a cache that only the previous password opens.
     * @throws AppError bad_credentials, account_locked, against_rule (newPassword), disk_full, keychain_unavailable
     */
    changePassword: async ({
      password,
      newPassword,
    }: {
      password: string;
      newPassword: string;
    }): Promise<undefined> => {
      if (here.state.kind !== 'signed_in' || here.current === null) throw new AppError('signed_out');
      const { id } = here.current.officer;
      const key = cache.keyOf(id);
      if (key === null) throw new AppError('signed_out');
      const prepared = await here.safe.prepare(id, newPassword, key, here.safe.lastSeen(id)?.signedInAt);
      key.fill(0);
      await ask('change-password', { password, newPassword });
      // The cache may have been destroyed in the meantime; then there is no key to wrap.
      await exclusively(async () => {
        if (here.current?.officer.id === id) await prepared.commit();
      });
      log('session.password_changed', { officer: id });
    },

    serverWantsSignIn: (needed: boolean): void => {
      here.signInNeeded = needed;
      if (here.state.kind === 'signed_in' && here.state.needsSignIn !== needed)
        here.become({ ...here.state, needsSignIn: needed });
    },
    revoked: (officerId: string): Promise<SessionState> => ending.destroy('revoked', officerId),
    tick: watch.tick,
  };
}
