import { open } from 'node:fs/promises';
import { logLength } from './log-length.ts';
import type { Db } from './open.ts';

/** Pages of the log (4 kB each) that a commit may well write through by itself: a few milliseconds. */
const FEW = 256;

/**
 * Has the disk take what the log holds so far, on a thread of its own. A commit that is written through (`inTransaction`)
 * writes through with itself all that was committed before it and was not; after much of that, as while words are read
 * in, it would hold its thread for 100 ms and more. Awaited before such a commit, it leaves it little to do.
 *
 * @returns what is to be awaited, outside of a transaction. It never throws: a log that is not there, or a disk that fails,
 *   is met by the commit itself.
 */
export function createLogFlush(db: Db, path: string | null): () => Promise<void> {
  let flushed = 0;
  return async () => {
    if (path === null) return;
    const { log } = logLength(db);
    // A log that is shorter than it was has begun anew.
    if (log >= flushed && log - flushed < FEW) return;
    flushed = log;
    try {
      // SQLite's locks lie on other files, so that closing this one takes none away.
      const file = await open(`${path}-wal`, 'r+');
      try {
        await file.datasync();
      } finally {
        await file.close();
      }
    } catch {
      // Said above.
    }
  };
}
