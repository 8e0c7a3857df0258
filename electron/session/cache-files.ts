import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One database file per officer and server; its name tells neither. */
export type CacheFiles = ReturnType<typeof createCacheFiles>;

export function createCacheFiles(folder: string, server: string) {
  const pathOf = (officerId: string): string => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(`${server}\n${officerId}`).digest('hex').slice(0, 32);
    return join(folder, `${name}.db`);
  };
  return {
    pathOf,
    exists: (officerId: string): boolean => existsSync(pathOf(officerId)),
    /**
     * Moves a cache that cannot be opened out of the way, with its log files, and deletes nothing; returns its new name.
     * @param time goes into the name, so that a second one does not write over the first.
     */
    setAside: (officerId: string, time: string): string => {
      const path = pathOf(officerId);
      const aside = `${path}.unreadable-${time}`;
      // The log first: a database whose log is missing has lost its last decisions, a log alone has lost nothing.
      for (const end of ['-wal', '-shm', '']) {
        if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`);
      }
      return basename(aside);
    },
  };
}
