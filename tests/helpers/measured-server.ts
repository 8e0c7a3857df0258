import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { serverKey } from '#server/auth/server-key.ts';
import type { Deps } from '#server/deps.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const KEY = Buffer.alloc(32, 7);
const ready = z.object({ kind: z.literal('ready'), url: z.url() });
const peaks = z.object({ kind: z.literal('peaks'), blockMs: z.number(), heapBytes: z.number() });

/** The longest uninterrupted work of the main thread, in milliseconds of processor time, and its peak memory. */
export type Peaks = Omit<z.infer<typeof peaks>, 'kind'>;

export type MeasuredServer = {
  url: string;
  deps: Deps;
  mail: MailServer;
  /** The load on the main thread since the last call. */
  peaks: () => Promise<Peaks>;
  /** Ends the process as if it ran out of memory, and starts it again. */
  restart: () => Promise<void>;
  /** Whether the process has exited unexpectedly. */
  gone: () => boolean;
  stop: () => Promise<void>;
};

/** Starts the built server with the flags of `npm run server`, as a separate process that can be measured. */
export async function startMeasuredServer(): Promise<MeasuredServer> {
  execFileSync(process.execPath, ['build/build-all.ts'], { cwd: root });
  const database: FreshDatabase = await freshDatabase();
  const mail = await startMailServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'p2c-measured-'));
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
    MAIL_FROM: 'p2c@agency.example',
    P2C_DATA_DIR: dataDir,
    P2C_SERVER_KEY: KEY.toString('base64'),
    P2C_SECOND_FACTOR: 'optional',
    P2C_SIGN_INS_PER_MINUTE: '1000',
    P2C_INTAKES_PER_HOUR: '1000',
    P2C_REPORTS_PER_HOUR: '100000',
    P2C_LOG: 'error',
    P2C_JOBS: '0',
  };
  let running = await launch(env);
  return {
    get url() {
      return running.url;
    },
    deps: { db: database.db, now: () => new Date(), key: serverKey(KEY), publicUrl: running.url },
    mail,
    peaks: () => running.peaks(),
    restart: async () => {
      await running.kill();
      running = await launch(env);
    },
    gone: () => running.gone(),
    stop: async () => {
      await running.kill();
      await mail.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(env: NodeJS.ProcessEnv) {
  const args = ['--import', './tests/helpers/watch-main-thread.ts', ...flags(), 'out/server/main.js'];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (text) => {
    said = (said + String(text)).slice(-4000);
  });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const failed = exit.then(() => Promise.reject(new Error(`the server has gone:\n${said}`)));
  failed.catch(() => {});
  const heard = <T extends z.ZodType>(shape: T): Promise<z.output<T>> => {
    const message = new Promise<z.output<T>>((resolve) => {
      const take = (given: unknown) => {
        const parsed = shape.safeParse(given);
        if (!parsed.success) return;
        child.off('message', take);
        resolve(parsed.data);
      };
      child.on('message', take);
    });
    return Promise.race([message, failed]);
  };
  const { url } = await heard(ready);
  return {
    url,
    gone,
    peaks: async (): Promise<Peaks> => {
      const answer = heard(peaks);
      if (!gone()) child.send('peaks?');
      const { blockMs, heapBytes } = await answer;
      return { blockMs, heapBytes };
    },
    kill: async () => {
      if (!gone()) child.kill('SIGKILL');
      await exit;
    },
  };
}

/** Returns the flags with which the agency's service starts its server. */
function flags(): string[] {
  const file = z.object({ scripts: z.object({ server: z.string() }) });
  const { server } = file.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts;
  return server.split(' ').filter((word) => word.startsWith('--'));
}
