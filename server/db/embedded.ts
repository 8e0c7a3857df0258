import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { guardOwner, ownerLock, ownerLockSoon } from './embedded-owner.ts';
import { connectOnce } from './open.ts';
import {
  type Account,
  type Binaries,
  enterableFolder,
  makeOwnFolder,
  possibleFolders,
  postgresAccount,
  postgresBinaries,
} from './postgres-account.ts';

/*
 * A private PostgreSQL on a free port of 127.0.0.1, with its data in a folder. Invariants:
 * - pg_ctl starts it as the leader of its own session, so it keeps running when the server is killed;
 * - a server owns it by holding an advisory lock on one connection, which is released when the process ends;
 * - a running PostgreSQL whose lock is free was left behind by an earlier server, and is taken over without a restart.
 */

const run = promisify(execFile);

const USER = 'p2c';
const DATABASE = 'p2c';

export type Embedded = {
  url: string;
  /** Stops PostgreSQL, unless it was already running and the caller doesn't own it. */
  stop: () => Promise<void>;
};

type Place = { data: string; account: Account; binaries: Binaries; password: string };

/**
 * `serve` owns the database exclusively; the others share it with a server that is already running. `visit` (for
 * commands) never creates a database; `fill` (for demo data) may.
 */
export type Use = 'serve' | 'fill' | 'visit';

/**
 * @param folder where the data folder `postgres/` and the password file are stored.
 * @param programs replacements for the package's binaries, such as those of another version from Debian.
 * @throws StartError if another server owns the folder, PostgreSQL cannot be started, or there is nothing to visit.
 */
export async function startEmbedded(
  folder: string,
  use: Use,
  onNote: (text: string) => void = () => {},
  programs?: Binaries,
): Promise<Embedded> {
  if (use === 'visit' && !possibleFolders(dataIn(folder)).some(isDatabase))
    throw new StartError(`There is no database in ${folder}.`, 1);
  const place = await preparePlace(folder, onNote, programs);
  const deadline = performance.now() + REMAINS_MS;
  for (let attempt = 1; ; attempt += 1) {
    const running = await runningPort(place);
    if (running !== null) return take(place, running, use, false, onNote);
    const port = await freePort();
    try {
      await startOn(place, port);
    } catch (cause) {
      // Another process may have started this database or taken the port in the meantime, so try again.
      if (attempt < 3) continue;
      if (REMAINS.test(lastLines(place)) && performance.now() < deadline) {
        await sleep(250);
        continue;
      }
      throw new StartError(`PostgreSQL did not start: ${lastLines(place)}\n${String(cause)}`, 1);
    }
    return take(place, port, use, true, onNote);
  }
}

const dataIn = (folder: string) => join(folder, 'postgres');
const isDatabase = (data: string) => existsSync(join(data, 'PG_VERSION'));

async function preparePlace(
  folder: string,
  onNote: (text: string) => void,
  programs: Binaries | undefined,
): Promise<Place> {
  mkdirSync(folder, { recursive: true });
  const account = await postgresAccount();
  const binaries = programs ?? postgresBinaries(account);
  const data = enterableFolder(dataIn(folder), account);
  if (!data.startsWith(folder)) onNote(`the account "postgres" has no access to ${folder}: the database is in ${data}`);
  const passwordFile = join(folder, 'postgres-password');
  if (!isDatabase(data)) {
    const password = randomBytes(24).toString('hex');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    await initialize(data, account, binaries, password);
  }
  if (!existsSync(passwordFile)) {
    throw new StartError(`The database in ${data} is missing its password file ${passwordFile}.`, 1);
  }
  return { data, account, binaries, password: readFileSync(passwordFile, 'utf8').trim() };
}

/**
 * The data folder is created under a temporary name and then renamed, so that an interrupted start leaves no incomplete
 * folder behind.
 */
async function initialize(data: string, account: Account, binaries: Binaries, password: string): Promise<void> {
  const fresh = `${data}.new`;
  const passwordFile = `${data}.pw`;
  rmSync(fresh, { recursive: true, force: true });
  makeOwnFolder(fresh, account);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account !== null) chownSync(passwordFile, account.uid, account.gid);
    await asAccount(account, binaries.initdb, [
      `--pgdata=${fresh}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
  } catch (cause) {
    throw new StartError(`The database could not be created in ${data}: ${String(cause)}`, 1);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, data);
}

/** Size of PostgreSQL's shared buffers. Its default of 128 MB is too small for searching a million reports. */
const sharedMb = (): number => Math.max(128, Math.min(1024, Math.floor(totalmem() / 8 / 2 ** 20)));

async function startOn(place: Place, port: number): Promise<void> {
  const settings = [
    `-p ${port}`,
    '-h 127.0.0.1',
    "-k ''",
    '-c max_connections=120',
    `-c shared_buffers=${sharedMb()}MB`,
    // Error messages in a log file must not contain values from reports.
    '-c log_error_verbosity=terse',
    '-c log_min_error_statement=panic',
  ];
  const log = join(place.data, 'server.log');
  rmSync(log, { force: true });
  forgetStalePid(place.data);
  const args = ['start', '-w', '-t', '60', '-s', '-D', place.data, '-l', log, '-o', settings.join(' ')];
  await asAccount(place.account, place.binaries.pgCtl, args);
}

async function take(
  place: Place,
  port: number,
  use: Use,
  started: boolean,
  onNote: (text: string) => void,
): Promise<Embedded> {
  const own = `postgres://${USER}:${place.password}@127.0.0.1:${port}`;
  const keeper = await connectOnce(`${own}/postgres`);
  const known = await keeper.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (known.rowCount === 0) await keeper.query(`create database ${DATABASE}`).catch(ignoreDuplicate);
  const url = `${own}/${DATABASE}`;
  const stopServer = async () => {
    await asAccount(place.account, place.binaries.pgCtl, [
      'stop',
      '-w',
      '-t',
      '60',
      '-s',
      '-m',
      'fast',
      '-D',
      place.data,
    ]);
  };
  if (use !== 'serve') {
    return {
      url,
      stop: async () => {
        const nobodyServes = started && (await ownerLock(keeper));
        await keeper.end();
        if (nobodyServes) await stopServer();
      },
    };
  }
  if (!(await ownerLockSoon(keeper))) {
    await keeper.end();
    throw new StartError(`Another server is already using the data folder ${place.data}. Stop it first.`, 1);
  }
  if (!started) onNote('took over a PostgreSQL that an earlier server had left running');
  const guard = guardOwner(keeper, own, () => startOn(place, port), onNote);
  return {
    url,
    stop: async () => {
      if (await guard.end()) await stopServer();
    },
  };
}

/** PostgreSQL's error messages if processes of a killed server are still running or have not been reaped. */
const REMAINS = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/;
/** How long to wait for these processes to end. */
const REMAINS_MS = 30_000;

/** Returns the port of the PostgreSQL server that is running on this data folder, or null if none is. */
async function runningPort(place: Place): Promise<number | null> {
  const port = Number(pidFile(place.data)[3]);
  if (!Number.isInteger(port) || port <= 0) return null;
  const url = `postgres://${USER}:${place.password}@127.0.0.1:${port}/postgres`;
  for (let wait = 0; wait < 20; wait += 1) {
    try {
      const connection = await connectOnce(url);
      const { rows } = await connection.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      await connection.end();
      return rows[0]?.folder === place.data ? port : null;
    } catch (error) {
      // 57P03: PostgreSQL is starting up or recovering, and will respond soon.
      if ((error as { code?: string }).code !== '57P03') return null;
      await sleep(250);
    }
  }
  return null;
}

const pidFile = (data: string) => {
  const path = join(data, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
};

/**
 * Deletes postmaster.pid if the process with its PID is certainly not PostgreSQL. After a power failure, another
 * process may have that PID, and PostgreSQL would refuse to start.
 */
function forgetStalePid(data: string): void {
  const pid = Number(pidFile(data)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const status = `/proc/${pid}/status`;
  const about = existsSync(status) ? readFileSync(status, 'utf8') : '';
  // A killed process that hasn't been reaped (Z) is gone, too.
  if (process.platform === 'linux' && !/^Name:\tpostgres[^]*^State:\t[^ZX]/m.test(about)) {
    rmSync(join(data, 'postmaster.pid'), { force: true });
  }
}

async function asAccount(account: Account, program: string, args: string[]): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  // PostgreSQL needs a working directory that its account can access.
  await run(program, args, { ...account, env, cwd: '/', timeout: 120_000 });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function lastLines(place: Place): string {
  const log = join(place.data, 'server.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join('\n') : '';
}

function ignoreDuplicate(error: unknown): void {
  if ((error as { code?: string }).code !== '42P04') throw error;
}
