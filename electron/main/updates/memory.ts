import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { instant, uuid } from '#shared/domain/ids.ts';
import { releaseNotes, releaseVersion } from '#shared/updates/release.ts';
import { readJson, writeJson } from '../json-file.ts';

const memory = z.strictObject({
  /**
   * A random id that determines when a roll-out reaches this workstation. It reveals nothing about the computer or its
   * users.
   */
  workstation: uuid,
  /** The newest release verified here: older ones are no longer accepted. */
  seen: z.object({ sequence: z.int(), digest: z.string(), version: releaseVersion }).nullable(),
  /** The minimum version for making decisions, from a release that was verified here. */
  floor: releaseVersion.nullable().default(null),
  /** The sequence of the release that set it: no earlier one changes it. */
  floorSequence: z.int().default(0),
  /** The release that is ready to install, and when it became ready. */
  ready: z.strictObject({ version: releaseVersion, since: instant }).nullable().default(null),
  /** The release whose installation was started, and how many times it was tried. */
  installing: z.strictObject({ version: releaseVersion, tries: z.int(), notes: releaseNotes }).nullable(),
  /** The release notes of the last installed version, until an officer has read them. */
  news: z.strictObject({ version: releaseVersion, notes: releaseNotes }).nullable(),
});
export type Memory = z.infer<typeof memory>;

export type UpdateMemory = {
  get: () => Memory;
  /** @throws AppError disk_full, disk_refused; the stored values are then unchanged. */
  change: (next: Partial<Memory>) => void;
};

/**
 * Opens the file in which the workstation remembers updates. Only this account can read it. Returns null if the file
 * exists but can't be read. It is then unknown which releases this workstation has seen, so nothing is installed.
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
    // A full disk must not keep the application from starting; nothing is installed until the file can be written.
  }
  return { get: () => kept, change };
}
