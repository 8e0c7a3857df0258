import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mayHaveUnsent } from '#electron/common/journal-file.ts';
import { namesIn } from '#electron/common/officer-files.ts';
import { countsPathFor, readCounts } from '#electron/common/others-here.ts';

/**
 * How long closed reports are kept by default. The agency's actual setting is inside the caches, which cannot be read
 * without their keys.
 */
const DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Removes unused data: the cache, keys and journal of each officer who has not used this workstation for `DAYS` days,
 * unless there may be an unsent decision in them; and unreadable files set aside that long ago, except journals that may
 * have one, however old. If every officer has been inactive for that long, everything stays for now, because the clock
 * may be wrong and far ahead.
 * Returns the officers whose keys were removed, if their ids are known.
 */
export async function removeLeftovers(folders: { cache: string; journal: string }, now: Date): Promise<string[]> {
  const before = now.getTime() - DAYS * DAY_MS;
  const inCache = namesIn(folders.cache);
  const present = inCache.filter((name) => !isAside(name));
  const times = await Promise.all(present.map((name) => touchedAt(join(folders.cache, name))));
  if (times.every((time) => time < before)) return [];
  for (const [folder, names] of [
    [folders.cache, inCache],
    [folders.journal, namesIn(folders.journal)],
  ] as const) {
    for (const path of names.filter(isAside).map((name) => join(folder, name))) {
      const isKept = folder === folders.journal && mayHaveUnsent(path);
      if (!isKept && (await touchedAt(path)) < before) await remove(path);
    }
  }
  const gone: string[] = [];
  const stays = new Set<string>();
  for (const officer of new Set(present.map((name) => name.replace(/\..*/, '')))) {
    const names = present.filter((name) => name.startsWith(`${officer}.`));
    const paths = names.map((name) => join(folders.cache, name));
    const journal = join(folders.journal, `${officer}.p2cj`);
    const times = await Promise.all(paths.map(touchedAt));
    const owner = await readFile(join(folders.cache, `${officer}.owner`), 'utf8').catch(() => null);
    // Decisions made before the agency's key arrived are only in the cache, and counted beside it.
    const counted = (await readCounts(countsPathFor(join(folders.cache, `${officer}.db`))))?.waiting ?? 0;
    if (times.some((time) => time >= before) || counted > 0 || mayHaveUnsent(journal)) {
      if (owner !== null) stays.add(owner);
      continue;
    }
    // Remove the key first: even if a later step fails, the rest can no longer be read.
    for (const path of [...paths.filter((one) => one.endsWith('.key')), ...paths, journal]) await remove(path);
    if (owner !== null) gone.push(owner);
  }
  // If the server's address changed, an officer may have two caches here. While one of the caches remains, the officer
  // is not returned, because the secrets that open the cache are still needed.
  return gone.filter((owner) => !stays.has(owner));
}

const isAside = (name: string): boolean => name.includes('.unreadable-');

/**
 * Returns when the file was last written. For a file that was set aside, returns when it was renamed (its ctime),
 * because renaming keeps the modification time.
 */
async function touchedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 0;
  return isAside(path) ? Math.max(found.mtimeMs, found.ctimeMs) : found.mtimeMs;
}

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
