import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rename } from '#electron/common/rename.ts';

/** A folder of sealed files under random names; neither names nor contents reveal anything. */
export type FileFolder = ReturnType<typeof openFileFolder>;

const NAME = /^[0-9a-f-]{36}$/;

export function openFileFolder(path: string) {
  /** Names of files that are written but not yet recorded in the cache. */
  const fresh = new Set<string>();
  return {
    /**
     * Resolves with the file's name once the file is safely on disk. Call `booked` once the cache has recorded the file
     * or failed to record it.
     */
    write: async (sealed: Buffer): Promise<{ name: string; booked: () => void }> => {
      const name = randomUUID();
      const half = join(path, `${name}.new`);
      fresh.add(name);
      try {
        await mkdir(path, { recursive: true, mode: 0o700 });
        const file = await open(half, 'wx', 0o600);
        try {
          await file.writeFile(sealed);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, join(path, name));
      } catch (error) {
        // Remove the partial file: on a full disk, its space is needed to save decisions.
        fresh.delete(name);
        await rm(half, { force: true }).catch(() => undefined);
        throw error;
      }
      return { name, booked: () => fresh.delete(name) };
    },
    /**
     * Returns null when the file does not exist.
     * @throws the system's error when it exists but cannot be read right now.
     */
    read: (name: string): Promise<Buffer | null> =>
      readFile(join(path, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    remove: (name: string): Promise<void> => rm(join(path, name), { force: true }),
    /** Removes every file that has no key in the cache, including partial files left by a crash; returns how many. */
    sweep: async (known: () => ReadonlySet<string>): Promise<number> => {
      const names = await readdir(path).catch((): string[] => []);
      // Read the known names after listing the folder: a file recorded in the meantime is then known, and a file not
      // recorded yet is in `fresh`.
      const keep = known();
      const gone = names.filter((one) => {
        const name = one.replace(/\.new$/, '');
        return NAME.test(name) && !keep.has(one) && !fresh.has(name);
      });
      for (const name of gone) await rm(join(path, name), { force: true });
      return gone.length;
    },
  };
}
