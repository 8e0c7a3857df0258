import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { type Db, openDatabase } from '#server/db/open.ts';
import { APP } from '#server/db/roles.ts';
import { bundleWorker } from './bundle.ts';
import { APP_PASSWORD } from './database.ts';
import { debianPostgres } from './debian-postgres.ts';
import { isAlive, openRunFolder } from './run-folder.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- a module can only be widened by an interface
  export interface ProvidedContext {
    /** The migrated database that `freshDatabase` copies; nothing connects to it. */
    templateUrl: string;
    /** The address of the built worker thread. */
    workerUrl: string;
  }
}

/** Inside the repository, where a built script can resolve its packages. */
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));
const BUILT = 'worker-';

/** Creates once per run a real PostgreSQL with one migrated database to copy, and the built worker thread. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const folder = openRunFolder();
  const built = join(CACHE, `${BUILT}${process.pid}`);
  const [workerUrl, removePostgres] = await Promise.all([
    bundleWorker(built),
    startPostgres(project, join(folder.path, 'shared')),
  ]);
  project.provide('workerUrl', workerUrl);
  return async () => {
    await removePostgres();
    rmSync(built, { recursive: true, force: true });
    folder.remove();
  };
}

async function startPostgres(project: TestProject, folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder, 'serve', () => {}, debianPostgres(process.env.P2C_TEST_POSTGRES));
  const db = openDatabase(postgres.url, () => {});
  // Servers in tests use this account, as an agency's servers do. It can't alter tables, and can only append to the
  // audit log.
  await sql`create role ${sql.id(APP)} login password ${sql.lit(APP_PASSWORD)}`.execute(db);
  await makeTables(db, postgres.url, folder);
  // No one cuts the power to these databases, and many are created and dropped, so nothing has to be flushed to the
  // disk.
  await sql`alter system set fsync = off`.execute(db);
  await sql`alter system set full_page_writes = off`.execute(db);
  await sql`select pg_reload_conf()`.execute(db);
  await db.destroy();
  project.provide('templateUrl', postgres.url);
  return () => postgres.stop();
}

/**
 * With P2C_TEST_TABLES, uses tables of the built checkout in that folder, because a version must run on the tables of
 * the next version.
 */
async function makeTables(db: Db, url: string, folder: string): Promise<void> {
  const newer = process.env.P2C_TEST_TABLES;
  if (newer === undefined) await migrate(db);
  else {
    const env = { PATH: process.env.PATH, DATABASE_URL: url, P2C_DATA_DIR: folder };
    execFileSync(process.execPath, ['out/server/main.js', 'migrate'], { cwd: newer, env });
  }
}

/** Removes the built worker threads of runs that were killed. */
function sweep(): void {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE).filter((one) => one.startsWith(BUILT)) : []) {
    if (!isAlive(Number(name.slice(BUILT.length)))) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}
