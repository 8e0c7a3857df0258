import { open } from 'node:fs/promises';
import { asStorageError } from '#electron/common/storage-error.ts';
import { logLength } from './log-length.ts';
import type { Db } from './write.ts';

export type LogFlush = {
  /**
   * Leaves little to do to a commit that is written through (`inTransaction`): it writes through with itself all that was
   * committed before it and was not; after much of that, as while words are read in, it would hold its thread for 100 ms
   * and more. It never throws: a log that is not there, or a disk that fails, is met by the commit itself.
   */
  ahead: () => Promise<void>;
  /**
   * All that was committed is on the disk when this is over, as after a commit that is written through, but without
   * holding the thread for as long as the disk takes.
   * @throws AppError disk_full, or what the disk says; then it may not be there after a power cut.
   */
  through: () => Promise<void>;
};

/** Pages of the log (4 kB each) that a commit may well write through by itself: a few milliseconds. */
const FEW = 256;

/** Has the disk take what the log holds, on a thread of its own. To be awaited outside of transactions. */
export function createLogFlush(db: Db, path: string | null): LogFlush {
  if (path === null) return { ahead: () => Promise.resolve(), through: () => Promise.resolve() };
  let flushed = 0;

  async function sync(log: number): Promise<void> {
    // SQLite's locks lie on other files, so that closing this one takes none away.
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
      // A log that is shorter than it was has begun anew.
      if (log < flushed || log - flushed >= FEW) await sync(log).catch(() => undefined);
    },
    through: () =>
      sync(logLength(db).log).catch((error: unknown) => {
        throw asStorageError(error);
      }),
  };
}
