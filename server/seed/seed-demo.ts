import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import { publishFirstPolicy } from '../first-policy.ts';
import type { SeedReport } from './generate.ts';
import { type Loaded, loadReports } from './load.ts';
import { createPhotoBook } from './photos.ts';
import { readDemoWorld } from './resources.ts';

export type SeedDeps = Deps & {
  databaseUrl: string;
  /** The folder of run-time assets. */
  resources: string;
  /** Pictures go into `attachments/demo` in this folder; null keeps none. */
  dataDir: string | null;
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
  // The planner and the feed's total go by PostgreSQL's own counts, which are stale after a bulk load.
  await sql`analyze report, letter, act, private_link, audit`.execute(deps.db);
  if (deps.dataDir !== null) {
    const folder = join(deps.dataDir, 'attachments', 'demo');
    await mkdir(folder, { recursive: true });
    for (const { sha256, bytes } of photos.used()) await writeFile(join(folder, `${sha256}.png`), bytes);
  }
  return loaded;
}
