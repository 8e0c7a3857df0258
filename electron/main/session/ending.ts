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
  log: Log;
};

export type Ending = ReturnType<typeof createEnding>;

/** How a session ends: its officer signs out, somebody revokes it, or too many wrong passwords were tried. */
export function createEnding({ here, cache, files, exclusively, ask, server, log }: Parts) {
  /** The server ends sessions by itself; offline, there is nothing to wait for. */
  function endOnServer({ token, refreshToken }: StoredSession): void {
    ask('sign-out', { server, token, refreshToken }).catch(() => log('session.server_not_told', {}));
  }

  async function destroyOf(officerId: string, why: 'too_many_tries' | 'revoked' = 'revoked'): Promise<void> {
    log('session.key_destroyed', { officer: officerId, why });
    await destroyCache({ safe: here.safe, vault: here.vault, cache, files, log }, officerId);
  }

  /**
   * Destroys all that could open the cache of who is here, and then the cache; what was not sent remains in the sealed
   * journal. Where a colleague has taken over, nothing: that officer's session is asked about later (session-watch.ts).
   */
  async function destroy(why: 'too_many_tries' | 'revoked', officerId: string): Promise<SessionState> {
    const ended = here.current;
    if (ended === null || ended.officer.id !== officerId) return here.state;
    const { id, name } = ended.officer;
    here.current = null;
    // From here on nothing is shown and nothing is answered, whatever of the rest should fail. A lock page shows nothing
    // already, and says that all is destroyed once it is.
    here.state = here.signedOut(why, name);
    if (why === 'revoked') here.become(here.state);
    return exclusively(async () => {
      // What was under way for this officer, and went through, goes with it.
      if (here.current?.officer.id === id) here.current = null;
      await destroyOf(id, why);
      if (why !== 'revoked') endOnServer(ended);
      return here.current === null
        ? here.become(here.signedOut(why, name, countLive(files.journalOf(id))))
        : here.state;
    });
  }

  /** A session was revoked: of who is here now, or of somebody who has signed out and whose cache is still here. */
  async function revoked({ officerId, token }: { officerId: string; token: string }): Promise<void> {
    if (here.current?.officer.id !== officerId) {
      return exclusively(async () => {
        // Who signed in anew meanwhile had that cache destroyed by it.
        if ((await here.vault?.lastToken(officerId)) === token) await destroyOf(officerId);
      });
    }
    if (here.current.token === token) await destroy('revoked', officerId);
  }

  /** Decisions of who is here that are not with the server; where the cache is closed, those in the sealed journal. */
  async function unsent(): Promise<number> {
    if (!cache.isOpen()) return here.current === null ? 0 : countLive(files.journalOf(here.current.officer.id));
    const { held, waiting, needsYou } = await ask('sync.state', undefined);
    return held + waiting + needsYou;
  }

  /** @throws AppError decisions_waiting unless the officer said that they stay behind. */
  const signOut = ({ handOver }: { handOver: boolean }): Promise<SessionState> =>
    exclusively(async () => {
      const leaving = here.current;
      // Behind a lock it may be anybody who asks, and a cache in memory would be gone.
      const mayLeave = handOver && !(here.state.kind === 'locked' && here.vault === null);
      if (!mayLeave && (await unsent()) > 0) throw new AppError('decisions_waiting');
      here.current = null;
      // A thread that died has nothing open, and who leaves must not stay for it.
      await cache.close().catch((error: unknown) => log('session.not_closed', { code: errorShape(error).code }));
      if (leaving !== null) {
        if (here.vault === null) await here.safe.destroy(leaving.officer.id);
        await here.vault?.closeSession(leaving).catch(() => log('session.not_forgotten', {}));
        endOnServer(leaving);
      }
      return here.become(here.signedOut('signed_out', leaving?.officer.name ?? null));
    });

  return { endOnServer, destroyOf, destroy, revoked, unsent, signOut };
}
