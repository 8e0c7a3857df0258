import { open } from 'node:fs/promises';
import { asStorageError } from '#electron/common/storage-error.ts';
import { logLength } from './log-length.ts';
import type { Db } from './write.ts';

export type LogFlush = {
  /**
   * Reduces the work of a synced commit (`inTransaction`), which also syncs all earlier unsynced commits; after many of
   * those, as during word indexing, it would block its thread for 100 ms or more. Never throws: the commit itself will
   * hit a missing log or a failing disk.
   */
  ahead: () => Promise<void>;
  /**
   * When this resolves, all commits are on disk, as after a synced commit, but without blocking the thread.
   * @throws AppError disk_full, or the disk's error; then the data may not survive a power failure.
   */
  through: () => Promise<void>;
};

/** Log pages (4 kB each) that a commit can sync on its own in a few milliseconds. */
const FEW = 256;

/** Syncs the log to disk on another thread. Await outside of transactions. */
export function createLogFlush(db: Db, path: string | null): LogFlush {
  if (path === null) return { ahead: () => Promise.resolve(), through: () => Promise.resolve() };
  let flushed = 0;

  async function sync(log: number): Promise<void> {
    // SQLite's locks are on other files, so closing this one releases none.
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
      // A log that is shorter than before has restarted.
      if (log < flushed || log - flushed >= FEW) await sync(log).catch(() => undefined);
    },
    through: () =>
      sync(logLength(db).log).catch((error: unknown) => {
        throw asStorageError(error);
      }),
  };
}
