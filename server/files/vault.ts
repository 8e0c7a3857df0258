import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { seal, unseal } from './sealed.ts';

/**
 * The original is evidence and stays as received. The view copy is made from the original for display, and the small
 * copy from the view copy.
 */
const COPIES = ['original', 'view', 'small'] as const;
export type Copy = (typeof COPIES)[number];
export type Kept = { bytes: number; sha256: string };

/** Storage for attachments: encrypted files in a folder, outside the database. */
export type Vault = {
  /** Stores a file completely or not at all. Size and SHA-256 (hexadecimal) are those of the plaintext. */
  keep: (id: string, copy: Copy, source: AsyncIterable<Uint8Array>) => Promise<Kept>;
  /** The plaintext; null when there is no such file. The first bytes are verified before this resolves. */
  open: (id: string, copy: Copy) => Promise<Readable | null>;
  /** Re-encrypts a file with the first key if another encrypted it. Null if the file is gone or no key decrypts it. */
  renew: (name: string) => Promise<'renewed' | 'own' | null>;
  /** Removes all copies of a file; a missing one is not an error. */
  remove: (id: string) => Promise<void>;
  /** Lists all files, including incomplete ones left by a killed process, in no particular order. */
  list: () => AsyncGenerator<{ id: string; name: string; changedAt: Date }>;
  /** Removes one file by its name from `list`. */
  discard: (name: string) => Promise<void>;
};

/** The vault's folder inside the data folder; all servers of an agency must share it. */
export const vaultFolder = (dataDir: string) => join(dataDir, 'files');

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(original|view|small)$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.)/;

/**
 * @param folder shared by all servers of an agency
 * @param given a 32-byte key, or several; all servers have the same keys, and the first one encrypts
 */
export function openVault(folder: string, given: Uint8Array | readonly Uint8Array[]): Vault {
  const [key = new Uint8Array(), ...others] = given instanceof Uint8Array ? [given] : given;
  // IDs begin with a timestamp, so use their random end to spread the files over 65,536 folders.
  const below = (id: string) => join(id.slice(-4, -2), id.slice(-2));
  const pathOf = (id: string, copy: Copy) => join(folder, below(id), `${id}.${copy}`);
  const about = (id: string, copy: Copy) => `${id} ${copy}`;
  /** Opens a file with the first of these keys that works. @throws the first key's error if no key works. */
  const opened = async (id: string, copy: Copy, keys: readonly Uint8Array[]) => {
    const path = pathOf(id, copy);
    if ((await stat(path).catch(() => null)) === null) return null;
    let failure: unknown = null;
    for (const one of keys) {
      const plain = unseal(one, about(id, copy), createReadStream(path));
      try {
        return { first: await plain.next(), plain };
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure;
  };
  const vault: Vault = {
    async renew(name) {
      const [, id, ending] = NAME.exec(name) ?? [];
      const copy = COPIES.find((one) => one === ending);
      if (id === undefined || copy === undefined) return null;
      const own = await opened(id, copy, [key]).catch(() => 'other' as const);
      if (own === null) return null;
      if (own !== 'other') {
        await own.plain.return(undefined);
        return 'own';
      }
      const plain = await vault.open(id, copy).catch(() => null);
      if (plain === null) return null;
      try {
        await vault.keep(id, copy, plain);
        return 'renewed';
      } catch (error) {
        // A full disk's error has a code. An error without one means that the file is damaged, so it is left unchanged.
        if ((error as { code?: unknown }).code === undefined) return null;
        throw error;
      }
    },
    async keep(id, copy, source) {
      const path = pathOf(id, copy);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = async function* () {
        for await (const chunk of source) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      };
      const file = await open(draft, 'wx', 0o600);
      try {
        for await (const chunk of seal(key, about(id, copy), counted())) await file.writeFile(chunk);
        await file.sync();
        await file.close();
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await file.close().catch(() => {});
        await rm(draft, { force: true });
        throw error;
      }
      return { bytes, sha256: hash.digest('hex') };
    },
    async open(id, copy) {
      const found = await opened(id, copy, [key, ...others]);
      if (found === null) return null;
      const { first, plain } = found;
      return Readable.from(
        (async function* () {
          if (first.done !== true) yield first.value;
          yield* plain;
        })(),
        { objectMode: false },
      );
    },
    async remove(id) {
      for (const copy of COPIES) await rm(pathOf(id, copy), { force: true });
    },
    async *list() {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
        const id = ID.exec(entry.name)?.[0];
        if (!entry.isFile() || id === undefined) continue;
        const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
        if (found !== null) yield { id, name: entry.name, changedAt: found.mtime };
      }
    },
    async discard(name) {
      const id = ID.exec(name)?.[0];
      if (id !== undefined && !/[/\\]/.test(name)) await rm(join(folder, below(id), name), { force: true });
    },
  };
  return vault;
}

/** A rename survives a power failure only if its folder is synced, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
