import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of sealed files under random names; neither names nor contents reveal anything. */
export type FileFolder = ReturnType<typeof openFileFolder>;

const NAME = /^[0-9a-f-]{36}$/;

export function openFileFolder(path: string) {
  /** Written but not yet recorded in the cache. */
  const fresh = new Set<string>();
  return {
    /** Fully written to disk under the returned name. Call `booked` once the cache has recorded it, or never will. */
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
        // On a full disk, decisions need the space taken by the partial file.
        fresh.delete(name);
        await rm(half, { force: true }).catch(() => undefined);
        throw error;
      }
      return { name, booked: () => fresh.delete(name) };
    },
    /**
     * Null when it does not exist.
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
      // Read after the listing: files recorded in the meantime are known, and all others are fresh.
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
