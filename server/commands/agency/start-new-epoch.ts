import { newEpoch } from '#server/db/epoch.ts';
import type { Deps } from '#server/deps.ts';

/**
 * After a restore: makes every workstation pull all data again, skips the numbers that may have been issued since the
 * backup, and logs who requested it.
 */
export async function startNewEpoch({ db, now }: Deps, by: { actor: string; source: string }): Promise<void> {
  await newEpoch(db, now(), by);
}
