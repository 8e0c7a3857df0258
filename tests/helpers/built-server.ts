import { execFile, spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startEmbedded } from '#server/db/embedded.ts';
import { INTAKE_KEY } from './builders.ts';
import { publicFolder } from './run-folder.ts';

const here = fileURLToPath(new URL('../..', import.meta.url));
const ready = z.object({
  kind: z.literal('ready'),
  url: z.url(),
  /** The demo accounts exist only in demo mode. */
  accounts: z
    .array(z.object({ role: z.string(), name: z.string(), password: z.string() }))
    .nullable()
    .transform((all) => all ?? []),
});

/** Tests sign in and file reports faster than people do. */
const UNHURRIED = {
  P2C_SIGN_INS_PER_MINUTE: '100000',
  P2C_SIGN_INS_PER_ACCOUNT: '100000',
  P2C_INTAKES_PER_HOUR: '100000',
  P2C_REPORTS_PER_HOUR: '100000',
  P2C_PRINTS_PER_MINUTE: '100000',
  P2C_LOG: 'error',
  P2C_INTAKE_KEY: INTAKE_KEY,
};

export type Account = { name: string; password: string };
export type BuiltServer = {
  url: string;
  data: string;
  account: (role: 'officer' | 'supervisor' | 'administrator') => Account;
  /** Stops the server and its PostgreSQL. Deletes the folder, except with 'stays'. */
  stop: (folder?: 'stays') => Promise<void>;
};

/**
 * Starts the built agency server in demo mode, as a separate process with its own PostgreSQL. Its folder is under
 * /var/tmp, which PostgreSQL's unprivileged user can enter.
 */
export async function startBuiltServer(
  options: {
    holdSeconds?: number;
    lockMinutes?: number;
    courtesyDays?: number;
    reports?: number;
    seed?: number;
    /** The folder of a stopped agency. The server uses a copy of it, which is faster than creating a new one. */
    from?: string;
    env?: Record<string, string>;
    /** The folder of another checkout, which is already built. */
    root?: string;
  } = {},
): Promise<BuiltServer> {
  const { root = here } = options;
  const data = publicFolder('p2c-server-');
  if (options.from !== undefined) await copied(options.from, data);
  const resources = join(data, 'resources');
  cpSync(join(root, 'resources'), resources, { recursive: true });
  const { holdSeconds, lockMinutes, courtesyDays } = options;
  const file = join(resources, 'policy.json');
  if (holdSeconds !== undefined) choose(file, 'limits', { holdSeconds });
  if (lockMinutes !== undefined) choose(file, 'limits', { lockMinutes });
  if (courtesyDays !== undefined) choose(file, 'times', { courtesyDays });
  const { reports, seed = 1 } = options;
  if (reports !== undefined) await fill(root, data, resources, ['--reports', String(reports), '--seed', String(seed)]);
  else if (options.from === undefined) await fill(root, data, resources, ['--demo']);
  const { url, accounts, stop } = await launch(root, data, { P2C_DEMO: '1', ...options.env });
  return {
    url,
    data,
    account: (role) => {
      const found = accounts.find((one) => one.role === role);
      if (found === undefined) throw new Error(`no demo account for ${role}`);
      return found;
    },
    stop: async (folder) => {
      await stop();
      if (folder !== 'stays') rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Starts another process of the same agency, with the same database, key and files. Stop it before the first one. */
export async function startBeside(
  { data }: BuiltServer,
  env: Record<string, string>,
): Promise<Pick<BuiltServer, 'url' | 'stop'>> {
  const { url } = await startEmbedded(data, 'visit');
  // As in demo mode.
  return launch(here, data, { DATABASE_URL: url, P2C_SECOND_FACTOR: 'optional', ...env });
}

/**
 * Starts a server without demo mode. `p2c-server init` creates its tables, policy and first administrator from the file
 * that `write` creates.
 */
export async function startSetUp(write: (folder: string) => string, env: Record<string, string>): Promise<BuiltServer> {
  const data = publicFolder('p2c-server-');
  cpSync(join(here, 'resources'), join(data, 'resources'), { recursive: true });
  const database = await startEmbedded(data, 'fill');
  const place = { DATABASE_URL: database.url, P2C_DATA_DIR: data, P2C_RESOURCES: join(data, 'resources') };
  const init = [join(here, 'out/server/main.js'), 'init', '--file', write(data)];
  await promisify(execFile)(process.execPath, init, { cwd: here, env: { PATH: process.env['PATH'], ...place } });
  const { url, stop } = await launch(here, data, { ...place, P2C_SECOND_FACTOR: 'optional', ...env });
  return {
    url,
    data,
    account: (role) => {
      throw new Error(`there is no demo account for ${role}`);
    },
    stop: async (folder) => {
      await stop();
      await database.stop();
      if (folder !== 'stays') rmSync(data, { recursive: true, force: true });
    },
  };
}

async function launch(root: string, data: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'out/server/main.js')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      P2C_DATA_DIR: data,
      P2C_RESOURCES: join(data, 'resources'),
      ...UNHURRIED,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  const keep = (text: Buffer) => {
    log = (log + text.toString()).slice(-8000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const message = await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    gone.then(() => Promise.reject(new Error(`The server ended before it was ready:\n${log}`))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  return { ...ready.parse(message), stop };
}

/**
 * Sets values that each agency chooses: how long an officer can undo, when a desk locks itself, and when people are
 * contacted. Tests use short times.
 */
function choose(file: string, group: 'limits' | 'times', chosen: Record<string, number>): void {
  const given = z.looseObject({ [group]: z.looseObject({}) }).parse(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, JSON.stringify({ ...given, [group]: { ...Object(given[group]), ...chosen } }));
}

/** Preserves owners, because PostgreSQL's files belong to a separate account. */
async function copied(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', '--reflink=auto', `${from}/.`, to]);
}

/** Does what `npm run demo-data` does, in a separate folder. */
async function fill(root: string, data: string, resources: string, wanted: string[]): Promise<void> {
  const args = ['server/demo-data/main.ts', ...wanted, '--data-dir', data];
  const env = { ...process.env, P2C_RESOURCES: resources };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`demo-data ended with ${String(code)}`);
}
