import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { countLive } from './journal-file.ts';
import { replaceFile } from './replace-file.ts';
import { asStorageError } from './storage-error.ts';

/** What lies on the disk for one officer and server: cache, sealed files, wrapped key, sealed journal. Their names tell neither. */
export type OfficerFiles = ReturnType<typeof createOfficerFiles>;

const LOG_ENDS = ['-wal', '-shm'];

/** The folder of an officer's sealed files, beside the cache that has their keys. */
export const filesBeside = (cachePath: string): string => cachePath.replace(/\.db$/, '.files');

/** @param folders the journal has a folder of its own, so that removing the cache does not take it along. */
export function createOfficerFiles(folders: { cache: string; journal: string }, server: string) {
  const nameOf = (officerId: string) =>
    createHash('sha256').update(`${server}\n${officerId}`).digest('hex').slice(0, 32);
  const inCache = (officerId: string, end: string): string => {
    try {
      mkdirSync(folders.cache, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw asStorageError(error);
    }
    return join(folders.cache, `${nameOf(officerId)}${end}`);
  };
  const pathOf = (officerId: string) => inCache(officerId, '.db');
  const wrapOf = (officerId: string) => inCache(officerId, '.key');
  const ownerOf = (officerId: string) => inCache(officerId, '.owner');
  /** What the files of this officer are called from the time when the server had another address. */
  const formerNames = (officerId: string): string[] =>
    namesIn(folders.cache)
      .filter((name) => name.endsWith('.owner') && !name.startsWith(nameOf(officerId)))
      .filter((name) => readFileSync(join(folders.cache, name), 'utf8') === officerId)
      .map((name) => name.replace(/\.owner$/, ''));

  return {
    folders,
    pathOf,
    journalOf: (officerId: string): string => join(folders.journal, `${nameOf(officerId)}.p2cj`),
    /** Where unsent decisions of this officer lie from the time when the server had another address. */
    formerJournals: (officerId: string): string[] =>
      formerNames(officerId)
        .map((name) => join(folders.journal, `${name}.p2cj`))
        .filter((path) => countLive(path) > 0),
    exists: (officerId: string): boolean => existsSync(pathOf(officerId)),
    /** Everybody of this server who has something in the cache's folder, by the number that `own` left there. */
    owners: (): string[] =>
      namesIn(folders.cache)
        .filter((name) => name.endsWith('.owner'))
        .map((name) => ({ name, officerId: readFileSync(join(folders.cache, name), 'utf8') }))
        .filter(({ name, officerId }) => name === `${nameOf(officerId)}.owner`)
        .map(({ officerId }) => officerId),
    own: (officerId: string): void => {
      if (!existsSync(ownerOf(officerId))) replaceFile(ownerOf(officerId), officerId);
    },
    wrap: {
      read: (officerId: string): string | null =>
        existsSync(wrapOf(officerId)) ? readFileSync(wrapOf(officerId), 'utf8') : null,
      /** On the disk, whole, when it returns. @throws AppError disk_full, disk_refused */
      write: (officerId: string, text: string): void => replaceFile(wrapOf(officerId), text),
      /** The same without holding anybody up, and only if `before` is still what lies there; says whether it was. */
      replace: async (officerId: string, before: string, text: string): Promise<boolean> => {
        const path = wrapOf(officerId);
        const next = `${path}.later`;
        await writeThrough(next, text);
        // From here to the end nothing is waited for, so nobody can come between.
        const still = existsSync(path) && readFileSync(path, 'utf8') === before;
        if (still) renameSync(next, path);
        else rmSync(next, { force: true });
        return still;
      },
      remove: (officerId: string): void => rmSync(wrapOf(officerId), { force: true }),
    },
    /**
     * Moves a cache that cannot be opened out of the way, with its log files, and deletes nothing; its wrapped key is
     * copied beside it, since that is what opens it. Returns its new name.
     * @param time goes into the name, so that a second one does not write over the first.
     */
    setAside: (officerId: string, time: string): string => {
      const path = pathOf(officerId);
      const aside = `.unreadable-${time}`;
      // The log first: a database whose log is missing has lost its last decisions, a log alone has lost nothing.
      for (const end of [...LOG_ENDS, '']) {
        if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${path}${aside}${end}`);
      }
      const sealed = filesBeside(path);
      if (existsSync(sealed)) renameSync(sealed, `${sealed}${aside}`);
      if (existsSync(wrapOf(officerId))) copyFileSync(wrapOf(officerId), `${wrapOf(officerId)}${aside}`);
      return basename(`${path}${aside}`);
    },
    /**
     * Removes caches and wrapped keys, also those set aside and those of former addresses; the sealed journals stay, and
     * beside one with unsent decisions the officer’s number, by which it is found under another address. The keys go first.
     * @param isOver false where something of the key is still elsewhere: then the number stays too, as it does where a file
     *   did not go, so that this is done once more.
     * @throws whatever kept a file from going, once all others are gone.
     */
    destroy: (officerId: string, isOver = true): void => {
      const failed: unknown[] = [];
      const attempt = (step: () => void): void => {
        try {
          step();
        } catch (error) {
          failed.push(error);
        }
      };
      const remove = (whose: string): void => {
        const all = namesIn(folders.cache).filter((name) => name.startsWith(`${whose}.`));
        const keys = all.filter((name) => name.startsWith(`${whose}.key`));
        const isToBeFound = countLive(join(folders.journal, `${whose}.p2cj`)) > 0;
        const owner = `${whose}.owner`;
        const go = (name: string): void =>
          attempt(() => rmSync(join(folders.cache, name), { force: true, recursive: true }));
        for (const name of new Set([...keys, ...all])) if (name !== owner) go(name);
        if (isOver && !isToBeFound && failed.length === 0) go(owner);
      };
      attempt(() => remove(nameOf(officerId)));
      attempt(() => formerNames(officerId).forEach(remove));
      if (failed.length > 0) throw failed[0];
    },
  };
}

export const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** @throws AppError disk_full, disk_refused */
async function writeThrough(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}
