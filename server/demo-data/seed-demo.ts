import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { Vault } from '../files/vault.ts';
import { publishFirstPolicy } from '../first-policy.ts';
import type { SeedReport } from './generate.ts';
import { type Loaded, loadReports } from './load.ts';
import { createPhotoBook, photoFileId } from './photos.ts';
import { readDemoWorld } from './resources.ts';

export type SeedDeps = Deps & {
  databaseUrl: string;
  /** The folder of run-time assets. */
  resources: string;
  /** Where pictures go; null keeps none. */
  vault: Vault | null;
};

export type SeedOptions = {
  reports: number;
  seed: number;
  /** Adds to a database that has reports already; otherwise such a database is left as it is. */
  add?: boolean;
  onReport?: (report: SeedReport) => void;
  onProgress?: (done: number) => void;
};

/**
 * Fills the database with made-up reports. A policy is published from the assets where there is none.
 * @returns what was made, or null when there were reports already and nothing was done.
 */
export async function seedDemo(deps: SeedDeps, options: SeedOptions): Promise<Loaded | null> {
  await publishFirstPolicy(deps, join(deps.resources, 'policy.json'));
  const photos = createPhotoBook();
  const { add, ...rest } = options;
  const loaded = await loadReports({
    ...rest,
    databaseUrl: deps.databaseUrl,
    publicUrl: deps.publicUrl,
    policy: await currentPolicy(deps.db),
    world: await readDemoWorld(deps.resources),
    photos,
    until: deps.now(),
    onlyIfEmpty: add !== true,
  });
  if (loaded === null) return null;
  // The planner and the feed's total go by PostgreSQL's own counts, which are stale after a bulk load. Tables that grew over
  // years would have been vacuumed, too; left to itself, that takes the disk for half an hour afterwards.
  await sql`vacuum (analyze) report, letter, act, private_link, audit, link_key, rms_package, case_number`.execute(
    deps.db,
  );
  if (deps.vault !== null) {
    for (const { sha256, bytes } of photos.used()) {
      // They were drawn by us and have no metadata, so that the copy for looking at is the same.
      for (const copy of ['original', 'view'] as const) {
        await deps.vault.keep(photoFileId(sha256), copy, Readable.from([bytes]));
      }
    }
  }
  return loaded;
}
