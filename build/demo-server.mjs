import { join } from 'node:path';
import { root, say } from './machine.mjs';
import { launch, stop } from './processes.mjs';

export const data = join(root, 'data');

/** Node's memory flags, the same as in the service file of docs/running-a-server.md. */
const MEMORY = ['--max-semi-space-size=1', '--heap-growing-percent=100', '--max-old-space-size=384'];
const ENVIRONMENT = {
  P2C_DEMO: '1',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '1048576',
};

/**
 * Fills an empty demo database with reports, in a separate process because the server contains no demo data. Stops
 * everything if that fails. @returns {Promise<void>}
 */
export function fillDemo() {
  const place = process.env.P2C_DATA_DIR ?? data;
  const args = [join(root, 'server/demo-data/main.ts'), '--demo', '--review', '--data-dir', place];
  return new Promise((resolve) => {
    launch(args, { stdio: 'inherit', onEnd: (code) => void (code === 0 ? resolve() : stop(code ?? 1)) });
  });
}

/**
 * Starts the agency server in demo mode.
 * @param {{ file: string, env?: Record<string, string>, args?: string[], onEnd: (code: number | null) => void }} options
 *   `file`: the server's entry file; `args`: more arguments for Node.
 */
export function launchServer({ file, env = {}, args = [], onEnd }) {
  const given = { PORT: process.env.PORT ?? '4810', P2C_DATA_DIR: process.env.P2C_DATA_DIR ?? data };
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'pipe', 'inherit', 'ipc']);
  const child = launch([...MEMORY, ...args, file], { env: { ...ENVIRONMENT, ...given, ...env }, stdio, onEnd });
  // Of stdout, print only the JSON lines that log an error. The address and the accounts arrive over the IPC channel.
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    for (const line of text.split('\n')) if (line.startsWith('{"level":50')) console.error(line);
  });
  /** @type {Promise<{ url: string, accounts?: { role: string, name: string, password: string }[] }>} */
  const ready = new Promise((resolve) => child.once('message', (/** @type {any} */ message) => resolve(message)));
  return { child, ready };
}

/** @param {{ url: string, accounts?: { role: string, name: string, password: string }[] }} ready */
export function sayServer({ url, accounts = [] }) {
  say(`agency server on ${url}`);
  say(`  file a report as a citizen at     ${url}/`);
  say(`  letters sent                      ${url}/demo/mail`);
  for (const { role, name, password } of accounts)
    say(`  sign in as ${role.padEnd(14)} ${name.padEnd(14)} ${password}`);
}
