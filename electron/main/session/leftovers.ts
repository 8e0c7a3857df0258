import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countLive } from '#electron/common/journal-file.ts';
import { namesIn } from '#electron/common/officer-files.ts';

/** As long as closed reports stay by default; the policy's own number lies in the caches, behind their keys. */
const DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Removes what nobody came back to: the cache and keys of an officer who has not been here for so long, and what was set
 * aside because it could not be read. Where the sealed journal has a decision that was not sent, all of that officer's
 * stays. Where nobody was here for so long, everything stays for now: it may be the clock that runs far ahead. Answers
 * with the officers whose key is gone, as far as they are known.
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
    for (const name of names.filter(isAside)) {
      if ((await touchedAt(join(folder, name))) < before) await remove(join(folder, name));
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
    if (times.some((time) => time >= before) || countLive(journal) > 0) {
      if (owner !== null) stays.add(owner);
      continue;
    }
    // The key first: whatever fails after it, nothing of the rest can be read.
    for (const path of [...paths.filter((one) => one.endsWith('.key')), ...paths, journal]) await remove(path);
    if (owner !== null) gone.push(owner);
  }
  // One officer has two caches here where the server's address changed: what opens the other one is still needed.
  return gone.filter((owner) => !stays.has(owner));
}

const isAside = (name: string): boolean => name.includes('.unreadable-');

/** When it was last written; for what is set aside, when that was done: moving keeps the time of the last change. */
async function touchedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 0;
  return isAside(path) ? Math.max(found.mtimeMs, found.ctimeMs) : found.mtimeMs;
}

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
