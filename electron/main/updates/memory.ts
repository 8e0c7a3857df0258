import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { instant, uuid } from '#shared/domain/ids.ts';
import { releaseNotes, releaseVersion } from '#shared/updates/release.ts';
import { readJson, writeJson } from '../json-file.ts';

const memory = z.strictObject({
  /** A random id that decides when this workstation's turn is; it says nothing about the computer or who uses it. */
  workstation: uuid,
  /** The newest release that was verified here: nothing older is believed again. */
  seen: z.object({ sequence: z.int(), digest: z.string(), version: releaseVersion }).nullable(),
  /** The oldest version that may decide, from a release that was verified here. */
  floor: releaseVersion.nullable().default(null),
  /** The release that is ready to install, and since when. */
  ready: z.strictObject({ version: releaseVersion, since: instant }).nullable().default(null),
  /** The release whose installation was begun, and how often. */
  installing: z.strictObject({ version: releaseVersion, tries: z.int(), notes: releaseNotes }).nullable(),
  /** What is new in the version that was installed last, until an officer has read it. */
  news: z.strictObject({ version: releaseVersion, notes: releaseNotes }).nullable(),
});
export type Memory = z.infer<typeof memory>;

export type UpdateMemory = {
  get: () => Memory;
  /** @throws AppError disk_full, disk_refused; what is remembered is then as before. */
  change: (next: Partial<Memory>) => void;
};

/**
 * What the workstation remembers about updates, in a file that only this account can read. Null if the file is there but
 * can't be read: then it is not known which releases were seen already, so nothing is installed.
 */
export function openMemory(path: string): UpdateMemory | null {
  const read = memory.safeParse(readJson(path));
  if (!read.success && existsSync(path)) return null;
  let kept: Memory = read.data ?? memory.parse({ workstation: randomUUID(), seen: null, installing: null, news: null });
  const change = (next: Partial<Memory>) => {
    const changed = { ...kept, ...next };
    writeJson(path, changed);
    kept = changed;
  };
  try {
    if (!read.success) change({});
  } catch {
    // A full disk must not keep the application from starting; nothing is installed until it can be written.
  }
  return { get: () => kept, change };
}
