import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { bundleWorker } from './bundle.ts';
import { debianPostgres } from './debian-postgres.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- a module can only be widened by an interface
  export interface ProvidedContext {
    /** The database of migrated tables that `freshDatabase` copies; nobody connects to it. */
    templateUrl: string;
    /** The built worker thread, by its address. */
    workerUrl: string;
  }
}

/** Below /var/tmp, because PostgreSQL's own account cannot enter a folder that only root may enter. */
const PARENT = '/var/tmp';
const PREFIX = 'p2c-test-postgres-';
/** Within the repository, where a built script finds its packages. */
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));
const BUILT = 'worker-';

/** What the whole run has once: a real PostgreSQL with one migrated database to copy, and the built worker thread. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const built = join(CACHE, `${BUILT}${process.pid}`);
  const [workerUrl, removePostgres] = await Promise.all([bundleWorker(built), startPostgres(project)]);
  project.provide('workerUrl', workerUrl);
  return async () => {
    await removePostgres();
    rmSync(built, { recursive: true, force: true });
  };
}

async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(PARENT, `${PREFIX}${process.pid}`);
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder, 'serve', () => {}, debianPostgres(process.env.P2C_TEST_POSTGRES));
  const db = openDatabase(postgres.url, () => {});
  await migrate(db);
  await db.destroy();
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Takes away what a run left behind that was killed. */
function sweep(): void {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE).filter((one) => one.startsWith(BUILT)) : []) {
    if (!existsSync(`/proc/${name.slice(BUILT.length)}`)) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(PARENT).filter((one) => one.startsWith(PREFIX))) {
    if (existsSync(`/proc/${name.slice(PREFIX.length)}`)) continue;
    const pidFile = join(PARENT, name, 'postgres/postmaster.pid');
    const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n')[0] : undefined;
    const command = `/proc/${pid}/cmdline`;
    if (pid && existsSync(command) && readFileSync(command, 'utf8').includes(name))
      process.kill(Number(pid), 'SIGQUIT');
    rmSync(join(PARENT, name), { recursive: true, force: true });
  }
}
