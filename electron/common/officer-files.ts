import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { countLive, mayHaveUnsent } from './journal-file.ts';
import { renameOnceSync, renameSync, whileHeld } from './rename.ts';
import { replaceFile } from './replace-file.ts';
import { asStorageError } from './storage-error.ts';

/**
 * The files on disk for one officer and server: cache, sealed report files, wrapped key, sealed journal. Their names
 * reveal neither the officer nor the server.
 */
export type OfficerFiles = ReturnType<typeof createOfficerFiles>;

const LOG_ENDS = ['-wal', '-shm'];

/** Returns the folder of an officer's sealed report files, next to the cache that holds their keys. */
export const filesBeside = (cachePath: string): string => cachePath.replace(/\.db$/, '.files');

/** @param folders two separate folders, so that removing the cache folder does not remove the journals. */
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
  /** Names the cache that was set aside and whose own work is not in its replacement yet. */
  const rescueOf = (officerId: string) => inCache(officerId, '.rescue');
  const toRescue = (officerId: string): string | null => {
    const note = rescueOf(officerId);
    const path = existsSync(note) ? join(folders.cache, basename(readFileSync(note, 'utf8'))) : null;
    return path !== null && existsSync(path) ? path : null;
  };
  /** Returns the base names of this officer's files under the server's former addresses. */
  const formerNames = (officerId: string): string[] =>
    namesIn(folders.cache)
      .filter((name) => name.endsWith('.owner') && !name.startsWith(nameOf(officerId)))
      .filter((name) => readFileSync(join(folders.cache, name), 'utf8') === officerId)
      .map((name) => name.replace(/\.owner$/, ''));

  const files = {
    folders,
    pathOf,
    journalOf: (officerId: string): string => join(folders.journal, `${nameOf(officerId)}.p2cj`),
    /**
     * This officer's journals that still have unsent decisions, besides the current one: those that belong to former
     * server addresses, and those that an older version set aside because it could not read them.
     */
    formerJournals: (officerId: string): string[] => {
      const current = `${nameOf(officerId)}.p2cj`;
      const own = [current, ...formerNames(officerId).map((name) => `${name}.p2cj`)];
      return namesIn(folders.journal)
        .filter((name) => name !== current && own.some((one) => name.startsWith(one)))
        .map((name) => join(folders.journal, name))
        .filter((path) => countLive(path) > 0);
    },
    exists: (officerId: string): boolean => existsSync(pathOf(officerId)),
    /** Ids of all officers of this server with files in the cache folder, as recorded by `own`. */
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
      /** Returns once the text is safely on disk. @throws AppError disk_full, disk_refused */
      write: (officerId: string, text: string): void => replaceFile(wrapOf(officerId), text),
      /**
       * Like `write`, but asynchronous, and replaces the file only if it still contains `before`. Returns whether it was
       * replaced.
       */
      replace: async (officerId: string, before: string, text: string): Promise<boolean> => {
        const path = wrapOf(officerId);
        const next = `${path}.later`;
        await writeThrough(next, text);
        return whileHeld(() => {
          // No await from here to the end, so no other write can interleave.
          const still = existsSync(path) && readFileSync(path, 'utf8') === before;
          if (still) renameOnceSync(next, path);
          else rmSync(next, { force: true });
          return still;
        }).catch((error: unknown) => {
          throw asStorageError(error);
        });
      },
      remove: (officerId: string): void => rmSync(wrapOf(officerId), { force: true }),
    },
    /**
     * Renames a cache that cannot be opened, together with its SQLite log files; deletes nothing. The wrapped key that
     * opens it is copied next to it.
     * @param time becomes part of the name, so that a later call does not overwrite an earlier copy.
     */
    setAside: (officerId: string, time: string): void => {
      const path = pathOf(officerId);
      const aside = `.unreadable-${time}`;
      // Rename the log files first. If this stops halfway, the database is still in place and can be set aside later. In
      // the opposite order, the log with the latest decisions could be left behind.
      for (const end of [...LOG_ENDS, '']) {
        if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${path}${aside}${end}`);
      }
      const sealed = filesBeside(path);
      if (existsSync(sealed)) renameSync(sealed, `${sealed}${aside}`);
      if (existsSync(wrapOf(officerId))) copyFileSync(wrapOf(officerId), `${wrapOf(officerId)}${aside}`);
    },
    /**
     * Like `setAside`, for a cache whose own work is to be copied into its replacement. If an earlier copy was not
     * rescued yet, it stays the one to rescue: what is set aside now is a replacement that could not be opened.
     */
    setAsideToRescue: (officerId: string, time: string): void => {
      // Noted first, so that a crash in between does not lose track of the copy.
      if (toRescue(officerId) === null)
        replaceFile(rescueOf(officerId), basename(`${pathOf(officerId)}.unreadable-${time}`));
      files.setAside(officerId, time);
    },
    toRescue,
    rescued: (officerId: string): void => rmSync(rescueOf(officerId), { force: true }),
    /**
     * Removes an officer's wrapped keys and then the caches, including those set aside and those of former server
     * addresses. Sealed journals stay. If a journal has unsent decisions, the officer's id stays too, so that the
     * journal can still be found if the server's address changes.
     * @param isOver false if part of the key still exists elsewhere; the id then stays, so that the removal is retried.
     * The id also stays when a file could not be removed.
     * @throws the first error that kept a file from being removed, after trying to remove all other files.
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
        const isToBeFound = mayHaveUnsent(join(folders.journal, `${whose}.p2cj`));
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
  return files;
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
