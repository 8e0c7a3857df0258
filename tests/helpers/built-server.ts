import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ready = z.object({
  kind: z.literal('ready'),
  url: z.url(),
  accounts: z.array(z.object({ role: z.string(), name: z.string(), secret: z.string() })),
});

export type Account = { name: string; secret: string };
export type BuiltServer = {
  url: string;
  data: string;
  account: (role: 'officer' | 'supervisor' | 'administrator') => Account;
  stop: () => Promise<void>;
};

/**
 * The agency server as it is built, in demo mode, as a process of its own with a PostgreSQL of its own.
 * Its folder lies below /var/tmp, where the unprivileged user of PostgreSQL may enter.
 */
export async function startBuiltServer(env: Record<string, string> = {}): Promise<BuiltServer> {
  const data = mkdtempSync('/var/tmp/p2c-server-');
  const child = spawn(process.execPath, [join(root, 'out/server/main.js')], {
    cwd: root,
    env: { ...process.env, P2C_DEMO: '1', PORT: '0', P2C_DATA_DIR: data, ...env },
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
  const { url, accounts } = ready.parse(message);
  return {
    url,
    data,
    account: (role) => {
      const found = accounts.find((one) => one.role === role);
      if (found === undefined) throw new Error(`no demo account for ${role}`);
      return found;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
