import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { debianPostgres } from './debian-postgres.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- a module can only be widened by an interface
  export interface ProvidedContext {
    /** The database of migrated tables that `freshDatabase` copies; nobody connects to it. */
    templateUrl: string;
  }
}

/** Below /var/tmp, because PostgreSQL's own account cannot enter a folder that only root may enter. */
const PARENT = '/var/tmp';
const PREFIX = 'p2c-test-postgres-';

/** One real PostgreSQL for the whole run; each test file takes copies of one migrated database. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  sweep();
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
