import { open } from 'node:fs/promises';

/**
 * Has the disk take what the log holds so far, on a thread of its own. A commit that is written through (`inTransaction`)
 * writes through with itself all that was committed before it and was not; after much of that, as while words are read
 * in, it would hold its thread for 100 ms and more. Awaited before such a commit, it leaves it little to do.
 *
 * A log that is not there, or a disk that fails, is met by the commit itself.
 */
export async function flushLog(path: string | null): Promise<void> {
  if (path === null) return;
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
}
