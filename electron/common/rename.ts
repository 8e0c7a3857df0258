import { renameSync as renameOnceSync } from 'node:fs';
import { rename as renameOnce } from 'node:fs/promises';

/*
 * The one place that renames files. On Windows, a rename fails while another program has the file open, as virus scanners,
 * indexers and backups do with files that were just written. They let go of it within a second or two.
 */

const HELD: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const WAITS_MS = [10, 20, 40, 80, 160, 320, 640];
const LATER_WAITS_MS = [...WAITS_MS, 1280, 2560];

const isHeld = (error: unknown): boolean => error instanceof Error && 'code' in error && HELD.has(error.code);

/** Renames a file, which replaces the one that has the new name. Waits up to five seconds for a file that is held. */
export const rename = (from: string, to: string): Promise<void> => whileHeld(() => renameOnce(from, to));

/** Like `rename`, for work that nothing may interleave with. Blocks for at most 1.3 seconds. */
export function renameSync(from: string, to: string): void {
  for (const ms of WAITS_MS) {
    try {
      renameOnceSync(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    }
  }
  renameOnceSync(from, to);
}

/** Repeats the work as long as it fails because a file is held. */
export async function whileHeld<T>(work: () => T | Promise<T>): Promise<T> {
  for (const ms of LATER_WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
  return work();
}

/** Renames a file without waiting; for a caller that soon tries again anyway. */
export { renameOnceSync };
