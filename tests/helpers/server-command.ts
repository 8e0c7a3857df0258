import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Agency } from './agency.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type CommandResult = { code: number | null; out: string; err: string };

/**
 * Runs `npm run server -- …` in its own process, next to an agency's running server and on the same database.
 * @param built the bundle of `server/main.ts`
 */
export function runServerCommand(
  built: string,
  agency: Pick<Agency, 'databaseUrl' | 'dataDir'>,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [built, ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], DATABASE_URL: agency.databaseUrl, P2C_DATA_DIR: agency.dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
