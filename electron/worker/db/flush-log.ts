import { open } from 'node:fs/promises';
import { asStorageError } from '#electron/common/storage-error.ts';
import { logLength } from './log-length.ts';
import type { Db } from './write.ts';

export type LogFlush = {
  /**
   * Syncs the log ahead of a commit, which then has less to sync. A synced commit (`write`) also syncs all
   * earlier unsynced commits; after many of those, as during word indexing, it would block its thread for 100 ms or more.
   * Never throws: if the log is missing or the disk fails, the commit itself will report it.
   */
  ahead: () => Promise<void>;
  /**
   * When this resolves, all commits are on disk, as after a synced commit, but the thread was not blocked.
   * @throws AppError disk_full, or the disk's error; then the data may not survive a power failure.
   */
  through: () => Promise<void>;
};

/** A commit can sync up to this many log pages (4 kB each) itself in a few milliseconds. */
const FEW = 256;

/** Syncs the log to disk on another thread. Await outside of transactions. */
export function createLogFlush(db: Db, path: string | null): LogFlush {
  if (path === null) return { ahead: () => Promise.resolve(), through: () => Promise.resolve() };
  let flushed = 0;

  async function sync(log: number): Promise<void> {
    // SQLite's locks are on other files, so closing this file releases none of them.
    const file = await open(`${path}-wal`, 'r+');
    try {
      await file.datasync();
      flushed = log;
    } finally {
      await file.close();
    }
  }

  return {
    ahead: async () => {
      const { log } = logLength(db);
      // A log that is shorter than before was restarted, so sync it.
      if (log < flushed || log - flushed >= FEW) await sync(log).catch(() => undefined);
    },
    through: () =>
      sync(logLength(db).log).catch((error: unknown) => {
        throw asStorageError(error);
      }),
  };
}
