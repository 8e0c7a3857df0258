import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { AskWorker } from '../ipc/worker-client.ts';
import type { Ending } from './ending.ts';
import { keyAfterSignIn } from './key-after-sign-in.ts';
import type { OpenCache } from './open-cache.ts';
import type { Opening } from './opening.ts';
import type { SessionStore } from './session-store.ts';
import type { StoredSession } from './vault.ts';

type Parts = {
  here: SessionStore;
  cache: OpenCache;
  files: OfficerFiles;
  ask: AskWorker;
  server: string;
  log: Log;
  opening: Opening;
  ending: Ending;
};

/**
 * Starts the session that the server returned for a sign-in. If the officer's previous session was revoked, destroys
 * the cache first.
 */
export function createSessionResume({ here, cache, files, ask, server, log, opening, ending }: Parts) {
  /**
   * Whether the officer's previous session was revoked. Storing the new token overwrites the previous one, so the sign-in
   * fails if the server does not respond to this check.
   */
  async function wasRevoked(before: string, given: StoredSession): Promise<boolean> {
    try {
      return await ask('is-revoked', { server, token: before });
    } catch (error) {
      ending.endOnServer(given);
      throw error;
    }
  }

  const takeUp = async (given: StoredSession, password: string): Promise<SessionState> => {
    const { id } = given.officer;
    const before = here.current?.officer.id === id ? here.current.token : ((await here.vault?.lastToken(id)) ?? null);
    const hasCache = cache.isOpenFor(id) || files.exists(id);
    if (hasCache && before !== null && (await wasRevoked(before, given))) await ending.destroyOf(id);
    await here.keep(given);
    log('session.signed_in', { officer: id, cache: here.kept() });
    const held = cache.keyOf(id);
    // After a role change, the cache must be reopened with the new permissions; but a cache in memory stays open, because
    // reopening would lose it.
    const goesOn = held !== null && (here.vault === null || here.current?.officer.role === given.officer.role);
    const found = await keyAfterSignIn({ safe: here.safe, vault: here.vault, files }, id, password, held);
    if (found.kind === 'lost') {
      await cache.close();
      here.current = given;
      here.fresh = found.fresh;
      return opening.unreadable(given, found.why, null);
    }
    // If the cache stays open, on disk or in memory, the decisions waiting in it are sent with the new token.
    if (!goesOn) return opening.open(given, found.key, true);
    found.key.fill(0);
    here.current = given;
    here.signInNeeded = false;
    const next = here.become(here.signedIn(given));
    await ask('use-token', { token: given.token });
    return next;
  };
  return { takeUp, wasRevoked };
}
