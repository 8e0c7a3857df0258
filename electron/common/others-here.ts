import { readFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { liveFrames, readFrames } from '#shared/journal/frames.ts';
import { namesIn } from './officer-files.ts';
import { rename } from './rename.ts';

/** Counts that an account leaves next to its cache, for other accounts' sessions to read. They contain no text. */
const left = z.strictObject({ waiting: z.int().min(0), drafts: z.int().min(0) });
export type UnsentCounts = z.infer<typeof left>;

export type OthersHere = {
  accounts: { officerId: string; waiting: number; drafts: number | null }[];
  /** Unsent decisions of accounts whose ids are unknown here, because they have no cache on this computer. */
  unnamed: number;
};

/**
 * Returns the path of the counts file. It always differs from the cache's path, whatever its extension, so that writing
 * the counts never overwrites the cache.
 */
export const countsPathFor = (cachePath: string): string => cachePath.replace(/(?:\.db)?$/, '.left');

/**
 * Writes the counts without syncing them to disk. A power failure may lose them; they are then unknown until the
 * account is next used.
 */
export async function writeCounts(path: string, given: UnsentCounts): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(given), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/**
 * Counts the other accounts' unsent decisions and drafts on this computer. The numbers come from their sealed journals
 * and from the counts last written next to their caches.
 * @param own the id of the officer who is signed in, and the base names of that officer's open files
 */
export async function othersHere(
  folders: { cache: string; journal: string },
  own: { officerId: string; names: readonly string[] },
): Promise<OthersHere> {
  const inCache = namesIn(folders.cache);
  const unsent = unsentByName(folders.journal, own.names);
  const accounts = new Map<string, OthersHere['accounts'][number]>();
  for (const file of inCache.filter((one) => one.endsWith('.owner'))) {
    const name = file.replace(/\.owner$/, '');
    const sealed = unsent.get(name) ?? 0;
    const officerId = await readFile(join(folders.cache, file), 'utf8').catch(() => '');
    if (officerId === own.officerId || !z.uuid().safeParse(officerId).success) continue;
    unsent.delete(name);
    const noted = inCache.includes(`${name}.db`) ? await readCounts(join(folders.cache, `${name}.left`)) : NOTHING;
    const before = accounts.get(officerId) ?? { ...NOTHING, officerId };
    // Decisions made before the agency's key arrived are only in the cache, so only the saved count includes them.
    const waiting = before.waiting + Math.max(sealed, noted?.waiting ?? 0);
    const drafts = noted === null || before.drafts === null ? null : before.drafts + noted.drafts;
    accounts.set(officerId, { officerId, waiting, drafts });
  }
  const unnamed = [...unsent.values()].reduce((sum, n) => sum + n, 0);
  return { accounts: [...accounts.values()], unnamed };
}

const NOTHING = { waiting: 0, drafts: 0 };

/** Returns the total size of all accounts' caches, in bytes. */
export async function sizeOfCaches(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((one) => one.isFile());
  const sizes = await Promise.all(
    files.map((one) =>
      stat(join(one.parentPath, one.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Counts the unsent decisions in each other account's journals, including journals set aside. No decision is counted
 * twice.
 */
function unsentByName(folder: string, own: readonly string[]): Map<string, number> {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const file of namesIn(folder).filter((one) => one.includes('.p2cj'))) {
    const name = file.replace(/\..*/, '');
    if (own.includes(name)) continue;
    const fresh = liveIds(join(folder, file)).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    counts.set(name, (counts.get(name) ?? 0) + fresh.length);
  }
  return counts;
}

function liveIds(path: string): string[] {
  try {
    return [...liveFrames(readFrames(readFileSync(path))?.frames ?? []).keys()];
  } catch {
    return [];
  }
}

export async function readCounts(path: string): Promise<UnsentCounts | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return left.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
