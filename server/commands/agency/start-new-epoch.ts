import { newEpoch } from '#server/db/epoch.ts';
import { resequenceFeed } from '#server/db/resequence-feed.ts';
import type { Deps } from '#server/deps.ts';

/**
 * Makes every workstation pull all data again after a restore, skips the tracking and case numbers that may have been
 * issued since the backup, and logs who requested this.
 */
export async function startNewEpoch({ db, now }: Deps, by: { actor: string; source: string }): Promise<void> {
  await newEpoch(db, now(), by);
  await resequenceFeed(db);
}
