import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { passwordWork } from '#server/auth/password-work.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { connectOnce, type Db, openDatabase } from '#server/db/open.ts';
import { signInResult } from '#shared/api.ts';
import type { Role } from '#shared/domain/officer.ts';
import { INTAKE_KEY } from './builders.ts';
import { ownPort } from './own-port.ts';
import { publicFolder } from './run-folder.ts';
import { TEST_KEY } from './test-key.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ready = z.object({ kind: z.literal('ready'), url: z.url(), officersUrl: z.url() });

export type ServerProcess = {
  url: string;
  /** The address of the officers' API, which is the same, unless the cluster has separate listeners. */
  officersUrl: string;
  pid: number;
  /** Sends SIGKILL and waits until the process is gone. */
  kill: () => Promise<void>;
  /** Asks it to stop, as a service manager does, and waits until it is gone. */
  end: () => Promise<void>;
  /** Starts it again at the same address. */
  restart: () => Promise<void>;
};

export type Cluster = {
  databaseUrl: string;
  db: Db;
  servers: ServerProcess[];
  /** Kills PostgreSQL itself with SIGKILL; its owner then starts it again on the same data and at the same address. */
  crashPostgres: () => Promise<void>;
  /** Creates an account and signs in at the first server. */
  signedIn: (role?: Role) => Promise<string>;
  stop: () => Promise<void>;
};

type Options = {
  processes: number;
  smtpUrl?: string;
  reports?: number;
  seed?: number;
  /** A folder that is kept with its reports and reused; without it, everything is created and deleted. */
  keep?: string | null;
  /** Whether officers have a listener of their own. */
  apart?: boolean;
  env?: Record<string, string>;
};

/** Starts built server processes on one private PostgreSQL, each of which can be killed at any moment. */
export async function startCluster({
  processes,
  smtpUrl,
  reports = 0,
  seed = 1,
  keep = null,
  apart = false,
  env: more = {},
}: Options): Promise<Cluster> {
  const folder = keep ?? publicFolder('p2c-cluster-');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder, 'serve');
  const databaseUrl = postgres.url;
  const db = openDatabase(databaseUrl, () => {}, 4);
  await migrate(db);
  const filled = await db.selectFrom('report').select('id').limit(1).executeTakeFirst();
  if (reports > 0 && filled === undefined) await fill(databaseUrl, join(folder, 'data'), reports, seed);
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    P2C_DATA_DIR: join(folder, 'data'),
    P2C_RESOURCES: join(root, 'resources'),
    P2C_SIGN_INS_PER_MINUTE: '100000',
    P2C_SIGN_INS_PER_ACCOUNT: '100000',
    P2C_INTAKES_PER_HOUR: '100000',
    P2C_REPORTS_PER_HOUR: '100000',
    P2C_PRINTS_PER_MINUTE: '100000',
    P2C_SECOND_FACTOR: 'optional',
    P2C_INTAKE_KEY: INTAKE_KEY,
    // Access tokens last longer than a long run, because its workstations can't renew them.
    P2C_ACCESS_MINUTES: '720',
    P2C_LOG: 'error',
    // As in the service file.
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: '262144',
    MALLOC_TRIM_THRESHOLD_: '1048576',
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl, MAIL_FROM: 'p2c@agency.example' }),
    ...more,
  };
  const servers: ServerProcess[] = [];
  for (let n = 0; n < processes; n += 1) servers.push(await startProcess(env, apart));
  const [first] = servers;
  return {
    databaseUrl,
    db,
    servers,
    crashPostgres: async () => {
      const pid = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await gone(pid);
      await answers(databaseUrl);
    },
    signedIn: async (role = 'officer') => {
      const name = `${role}-${servers.length}-${Math.random().toString(36).slice(2, 10)}`;
      const deps = { db, now: () => new Date(), key: TEST_KEY, publicUrl: first?.url ?? '', passwords: passwordWork() };
      const { password } = await createOfficer(
        deps,
        { name, displayName: name, role },
        { actor: 'test', source: 'test' },
        { temporary: false },
      );
      const answer = await fetch(`${first?.officersUrl}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password, workstation: 'test' }),
      });
      return signInResult.parse(await answer.json()).token;
    },
    stop: async () => {
      for (const server of servers) await server.kill();
      await db.destroy();
      await postgres.stop();
      if (keep === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startProcess(env: NodeJS.ProcessEnv, apart: boolean): Promise<ServerProcess> {
  const port = String(await ownPort());
  const ports = apart ? { PORT: port, P2C_OFFICERS_PORT: String(await ownPort()) } : { PORT: port };
  const launch = async () => {
    const child = spawn(
      process.execPath,
      [
        '--max-semi-space-size=1',
        '--heap-growing-percent=100',
        '--max-old-space-size=384',
        join(root, 'out/server/main.js'),
      ],
      {
        cwd: root,
        env: { ...env, ...ports, PUBLIC_URL: `http://127.0.0.1:${port}` },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    const message = await Promise.race([
      new Promise((resolve) => child.once('message', resolve)),
      new Promise((_, reject) => child.once('exit', () => reject(new Error('the server ended before it was ready')))),
    ]);
    return { child, ...ready.parse(message) };
  };
  let { child, url, officersUrl } = await launch();
  return {
    url,
    officersUrl,
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => ended(child, 'SIGKILL'),
    end: () => ended(child, 'SIGTERM'),
    restart: async () => {
      ({ child, url, officersUrl } = await launch());
    },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function answers(databaseUrl: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      const connection = await connectOnce(databaseUrl);
      await connection.end();
      return;
    } catch (error) {
      if (tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Does what `npm run demo-data` does. */
/** Uses the data folder of the servers, because the database remembers which key it was filled with. */
async function fill(databaseUrl: string, dataDir: string, reports: number, seed: number): Promise<void> {
  const args = ['server/demo-data/main.ts', '--reports', String(reports), '--seed', String(seed)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, P2C_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`demo-data ended with ${String(code)}`);
}
