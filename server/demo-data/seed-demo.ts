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
  /** The folder of runtime assets. */
  resources: string;
  /** Where to store pictures; if null, no pictures are stored. */
  vault: Vault | null;
};

export type SeedOptions = {
  reports: number;
  seed: number;
  /** If true, adds reports to a database that already has some; by default such a database is left unchanged. */
  add?: boolean;
  onReport?: (report: SeedReport) => void;
  onProgress?: (done: number) => void;
};

/**
 * Fills the database with demo reports. Publishes a policy from the assets if there is none.
 * @returns what was generated, or null when there were reports already and nothing was done.
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
  // The planner and the feed's total rely on PostgreSQL's statistics, which are stale after a bulk load. In production,
  // where tables grow over years, they would already be vacuumed, so vacuum now; otherwise autovacuum would keep the disk
  // busy for half an hour.
  await sql`vacuum (analyze) report, letter, act, private_link, audit, link_key, rms_package, case_number`.execute(
    deps.db,
  );
  if (deps.vault !== null) {
    for (const { sha256, bytes } of photos.used()) {
      // We generated these pictures and they have no metadata, so the view copy is identical to the original.
      for (const copy of ['original', 'view'] as const) {
        await deps.vault.keep(photoFileId(sha256), copy, Readable.from([bytes]));
      }
    }
  }
  return loaded;
}
