import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of sealed files under random names; neither a name nor a byte in it says anything. */
export type FileFolder = ReturnType<typeof openFileFolder>;

const NAME = /^[0-9a-f-]{36}$/;

export function openFileFolder(path: string) {
  /** Written and not yet in the books of the cache. */
  const fresh = new Set<string>();
  return {
    /** On the disk, whole, under the name it gives; `booked` is to be called when the cache knows of it, or never will. */
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
        // What a full disk took of it is room that decisions need.
        fresh.delete(name);
        await rm(half, { force: true }).catch(() => undefined);
        throw error;
      }
      return { name, booked: () => fresh.delete(name) };
    },
    /**
     * Null when it is not there.
     * @throws the system's error where it is there and cannot be read just now.
     */
    read: (name: string): Promise<Buffer | null> =>
      readFile(join(path, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    remove: (name: string): Promise<void> => rm(join(path, name), { force: true }),
    /** Removes every file of which the cache has no key, with what a crash left half-written; says how many. */
    sweep: async (known: () => ReadonlySet<string>): Promise<number> => {
      const names = await readdir(path).catch((): string[] => []);
      // Read after the listing: what was booked meanwhile is known, and what was not is fresh.
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
