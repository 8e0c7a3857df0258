import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import type { ErrorDetail } from '#shared/error-detail.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { Prepared } from './key-safe.ts';
import type { Exclusively } from './mutex.ts';
import type { OpenCache } from './open-cache.ts';
import type { SessionStore } from './session-store.ts';
import type { StoredSession } from './vault.ts';

type Parts = {
  here: SessionStore;
  cache: OpenCache;
  files: OfficerFiles;
  exclusively: Exclusively;
  log: Log;
  now: () => Date;
};

/** A replacement cache may use the same key, so the wrapped key stays valid. */
const asItIs = (key: Buffer): Prepared => ({ key, commit: () => Promise.resolve() });

/** A cache that is damaged again this soon after a repair is probably on a failing disk that needs attention. */
const REPAIRS_APART_MS = 60_000;

export type Opening = ReturnType<typeof createOpening>;

/** Opens an officer's cache, and handles a cache that cannot be read. */
export function createOpening({ here, cache, files, exclusively, log, now }: Parts) {
  let repairedAt = Number.NEGATIVE_INFINITY;

  /** @throws AppError keychain_unavailable, disk_full */
  async function open(session: StoredSession, key: Buffer, clockTrusted: boolean): Promise<SessionState> {
    here.current = session;
    here.signInNeeded = false;
    try {
      await openAndRescue(session, key, clockTrusted);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (code === 'clock_set_back') return here.become(here.locked(session, code));
      if (code !== 'cache_unreadable') throw error;
      here.fresh = asItIs(key);
      return unreadable(session, 'damaged', errorShape(error).detail);
    }
    return here.become(here.signedIn(session));
  }

  /** Opens the cache, and copies into it the work of one that was set aside, even before an earlier start ended. */
  async function openAndRescue(session: StoredSession, key: Buffer, clockTrusted: boolean): Promise<void> {
    const { id } = session.officer;
    const encrypted = here.vault !== null;
    const from = encrypted ? files.toRescue(id) : null;
    await cache.open(session, key, { encrypted, clockTrusted, ...(from === null ? {} : { replaces: from }) });
    if (encrypted) files.rescued(id);
  }

  function unreadable(
    { officer }: StoredSession,
    why: 'damaged' | 'password_changed',
    detail: ErrorDetail | null,
  ): SessionState {
    log('session.cache_unreadable', { officer: officer.id, why });
    return here.become({ kind: 'cache_unreadable', officer, why, detail });
  }

  /**
   * Sets the cache aside and opens a new one with whatever can be recovered.
   * @param commit called between the two steps, because the copy set aside keeps its own wrapped key.
   * @throws AppError; a retry still recovers from the first copy.
   */
  async function replace(session: StoredSession, { key, commit }: Prepared, clockTrusted: boolean): Promise<void> {
    const { id } = session.officer;
    if (files.exists(id)) {
      files.setAsideToRescue(id, now().toISOString().replace(/[:.]/g, '-'));
      log('session.cache_set_aside', { officer: id });
    }
    await commit();
    await openAndRescue(session, key, clockTrusted);
  }

  /**
   * Replaces a damaged cache while an officer is working. The officer sees the damage only if the replacement fails or
   * the new cache is soon damaged too. A locked window stays locked, since otherwise anyone could start over with a new
   * cache.
   */
  async function repair(current: StoredSession, key: Buffer): Promise<SessionState> {
    await cache.close();
    try {
      if (now().getTime() - repairedAt < REPAIRS_APART_MS) throw new AppError('cache_unreadable');
      repairedAt = now().getTime();
      await replace(current, asItIs(Buffer.from(key)), false);
      return here.become(here.state);
    } catch (error) {
      log('session.not_repaired', { code: errorShape(error).code });
      here.fresh = asItIs(key);
      if (here.state.kind === 'locked') return here.state;
      return unreadable(current, 'damaged', errorShape(error).detail);
    }
  }

  return {
    open,
    unreadable,

    /** Called when a page of the open cache cannot be read. */
    repair: (officerId: string): Promise<void> =>
      exclusively(async () => {
        const { current, vault } = here;
        const key = current?.officer.id === officerId ? cache.keyOf(officerId) : null;
        if (current !== null && key !== null && vault !== null) await repair(current, key);
      }),

    /** Sets the unreadable cache aside and opens a new one. */
    startAfresh: (): Promise<SessionState> =>
      exclusively(async () => {
        if (here.state.kind !== 'cache_unreadable' || here.current === null || here.fresh === null) return here.state;
        const { current, fresh } = here;
        await replace(current, fresh, true);
        here.signInNeeded = false;
        return here.become(here.signedIn(current));
      }),

    /**
     * Empties the open cache, except for the officer's own work, so that everything else is pulled again. Does nothing
     * unless signed in with a cache on disk.
     * @throws AppError disk_full, cache_busy; the cache is then unchanged.
     */
    rebuildCache: (): Promise<SessionState> =>
      exclusively(async () => {
        const { current, vault } = here;
        const key = current === null ? null : cache.keyOf(current.officer.id);
        if (here.state.kind !== 'signed_in' || current === null || key === null || vault === null) return here.state;
        log('session.cache_rebuilt', { officer: current.officer.id });
        const options = { encrypted: true, clockTrusted: false };
        try {
          await cache.open(current, Buffer.from(key), { ...options, rebuild: true });
        } catch (error) {
          if (errorShape(error).code === 'cache_unreadable') return repair(current, key);
          await cache.open(current, key, options);
          throw error;
        }
        return here.become(here.signedIn(current));
      }),

    /**
     * Called after the worker thread was restarted and has nothing open. A locked window stays locked. An unlocked window
     * locks if its cache can no longer be opened: the problem is shown only after the password is entered, because
     * otherwise anyone could start over with a new cache.
     */
    reopen: (): Promise<void> =>
      exclusively(async () => {
        const { current } = here;
        const key = current === null ? null : cache.keyOf(current.officer.id);
        if (current === null || key === null) return;
        here.signInNeeded = false;
        try {
          await cache.open(current, key, { encrypted: here.vault !== null, clockTrusted: false });
          here.become(here.state);
        } catch (error) {
          log('session.not_reopened', { code: errorShape(error).code });
          if (here.isStill(current) && here.state.kind === 'signed_in') here.become(here.locked(current, 'start'));
        }
      }),
  };
}
