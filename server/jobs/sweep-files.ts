import { dropWaitingBefore, filesToRemove, noteFilesRemoved, unknownFiles } from '../db/attachments.ts';
import { dropPartsBefore } from '../db/partial-uploads.ts';
import type { FileDeps } from '../deps.ts';

const SLICE = 500;
const DAY_MS = 86_400_000;
/** How long files are kept for a form that was neither submitted nor saved as a draft. */
const WAITING_DAYS = 2;
/** An upload that is incomplete after a day was abandoned. */
const PART_DAYS = 1;
/** A file newer than this may not have its row yet, because it is still being stored. */
const STRAY_MS = DAY_MS;

/**
 * Drops files of abandoned forms, and deletes files from disk that nothing refers to anymore. Each database row is
 * permanently deleted before its file.
 */
export async function removeFiles(
  { db, vault, now }: FileDeps,
  stopped?: AbortSignal,
): Promise<{ waiting: number; parts: number; files: number }> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const waiting = await dropWaitingBefore(db, daysAgo(WAITING_DAYS), 10_000);
  const parts = await dropPartsBefore(db, daysAgo(PART_DAYS), 10_000);
  let files = 0;
  for (;;) {
    if (stopped?.aborted === true) break;
    const slice = await filesToRemove(db, SLICE);
    for (const id of slice) await vault.remove(id);
    await noteFilesRemoved(db, slice);
    files += slice.length;
    if (slice.length < SLICE) break;
  }
  return { waiting, parts, files };
}

/** Removes stray files left by processes that were killed before they wrote the file's database row. */
export async function sweepFiles(deps: FileDeps, stopped?: AbortSignal): Promise<{ strays: number }> {
  let strays = 0;
  let slice: { id: string; name: string }[] = [];
  const sift = async () => {
    const unknown = new Set(await unknownFiles(deps.db, [...new Set(slice.map((one) => one.id))]));
    for (const { id, name } of slice.filter((one) => unknown.has(one.id) || one.name.endsWith('.part'))) {
      await deps.vault.discard(name);
      strays += unknown.has(id) ? 1 : 0;
    }
    slice = [];
  };
  for await (const file of deps.vault.list()) {
    if (stopped?.aborted === true) break;
    // Uses the system clock instead of `deps.now()`: the file's actual age is what counts.
    if (Date.now() - file.changedAt.getTime() < STRAY_MS) continue;
    slice.push(file);
    if (slice.length >= SLICE) await sift();
  }
  await sift();
  return { strays };
}
