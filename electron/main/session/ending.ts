import { countLive } from '#electron/common/journal-file.ts';
import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import { destroyCache } from './destroy-cache.ts';
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
  /** Opens a page of the agency server in the system browser. */
  openBrowser: (address: string) => Promise<void>;
  log: Log;
};

export type Ending = ReturnType<typeof createEnding>;

/** Ways a session ends: the officer signs out, an administrator revokes it, or too many wrong passwords were tried. */
export function createEnding({ here, cache, files, exclusively, ask, server, openBrowser, log }: Parts) {
  /**
   * Ends a session on the server, without waiting for the response. If the server cannot be reached, the session
   * expires there on its own.
   */
  function endOnServer({ token, refreshToken }: StoredSession, why?: 'too_many_tries'): void {
    ask('sign-out', { server, token, refreshToken, ...(why === undefined ? {} : { why }) }).catch(() =>
      log('session.server_not_told', {}),
    );
  }

  /**
   * Ends the browser's session at the agency's sign-in page, too: otherwise the next person would be signed in there
   * as this officer. When offline, does nothing.
   */
  async function leaveDirectory({ token, refreshToken }: StoredSession): Promise<void> {
    try {
      const { ticket } = await ask('provider-sign-out', { server, token, refreshToken });
      if (ticket !== null) await openBrowser(`${server}/oidc/sign-out?ticket=${ticket}`);
    } catch (error) {
      log('session.directory_not_left', { code: errorShape(error).code });
    }
  }

  async function destroyOf(officerId: string, why: 'too_many_tries' | 'revoked' = 'revoked'): Promise<void> {
    log('session.key_destroyed', { officer: officerId, why });
    await destroyCache({ safe: here.safe, vault: here.vault, cache, files, log }, officerId);
  }

  /**
   * Destroys everything that could open the current officer's cache, and then the cache; unsent decisions remain in the
   * sealed journal. Does nothing when another officer has signed in since: the earlier session is checked later
   * (session-watch.ts).
   */
  const destroy = (why: 'too_many_tries' | 'revoked', officerId: string): Promise<SessionState> =>
    destroyBy(exclusively, why, officerId);

  /** Like `destroy`, for a caller that already holds the mutex. */
  const destroyNow = (why: 'too_many_tries' | 'revoked', officerId: string): Promise<SessionState> =>
    destroyBy((work) => work(), why, officerId);

  async function destroyBy(
    inTurn: Exclusively,
    why: 'too_many_tries' | 'revoked',
    officerId: string,
  ): Promise<SessionState> {
    const ended = here.current;
    if (ended === null || ended.officer.id !== officerId) return here.state;
    const { id, name } = ended.officer;
    here.current = null;
    // After this assignment, the window gets no data, even if a later step fails. The lock page shows none anyway, so
    // after too many wrong passwords the window is notified only when the destruction is done.
    here.state = here.signedOut(why, name);
    if (why === 'revoked') here.become(here.state);
    return inTurn(async () => {
      // If an operation for this officer was already in progress and restored the session, end that session too.
      if (here.current?.officer.id === id) here.current = null;
      await destroyOf(id, why);
      // Tell the server why, so that the audit log shows IT that someone guessed passwords at a locked window.
      if (why !== 'revoked') endOnServer(ended, why);
      return here.current === null
        ? here.become(here.signedOut(why, name, countLive(files.journalOf(id))))
        : here.state;
    });
  }

  /**
   * Handles a revoked session: the current officer's, or that of an officer who signed out and whose cache is still on
   * this workstation.
   */
  async function revoked({ officerId, token }: { officerId: string; token: string }): Promise<void> {
    if (here.current?.officer.id !== officerId) {
      return exclusively(async () => {
        // If the officer has signed in again in the meantime, that sign-in already destroyed the cache.
        if ((await here.vault?.lastToken(officerId)) === token) await destroyOf(officerId);
      });
    }
    if (here.current.token === token) await destroy('revoked', officerId);
  }

  /**
   * Counts the current officer's decisions that have not reached the server. While the cache is closed, counts the
   * decisions in the sealed journal.
   */
  async function unsent(): Promise<number> {
    if (!cache.isOpen()) return here.current === null ? 0 : countLive(files.journalOf(here.current.officer.id));
    const { held, waiting, needsYou } = await ask('sync.state', undefined);
    return held + waiting + needsYou;
  }

  /** Counts the drafts that signing out would lose: without a keychain, the cache is only in memory. */
  const draftsOnlyHere = async (): Promise<number> =>
    here.vault !== null || !cache.isOpen() ? 0 : (await ask('cache.state', undefined)).drafts;

  /**
   * @throws AppError decisions_waiting when decisions are unsent or drafts would be lost, unless the officer agreed to
   * sign out without them.
   */
  const signOut = ({ leaveUnsent }: { leaveUnsent: boolean }): Promise<SessionState> =>
    exclusively(async () => {
      const leaving = here.current;
      // While the window is locked, anyone could sign the officer out, so that must not discard unsent work in an
      // in-memory cache.
      const mayLeave = leaveUnsent && !(here.state.kind === 'locked' && here.vault === null);
      if (!mayLeave && (await unsent()) + (await draftsOnlyHere()) > 0) throw new AppError('decisions_waiting');
      here.current = null;
      // A worker thread that died has nothing open and must not block signing out.
      await cache.close().catch((error: unknown) => log('session.not_closed', { code: errorShape(error).code }));
      if (leaving !== null) {
        if (here.vault === null) await here.safe.destroy(leaving.officer.id);
        await here.vault?.closeSession(leaving).catch(() => log('session.not_forgotten', {}));
        if (leaving.by === 'directory') await leaveDirectory(leaving);
        endOnServer(leaving);
      }
      return here.become(here.signedOut('signed_out', leaving?.officer.name ?? null));
    });

  return { endOnServer, destroyOf, destroy, destroyNow, revoked, unsent, signOut };
}
