import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root, say, setUp } from './set-up.mjs';

/**
 * `npm start`: sets up what is missing, builds what changed, starts an agency server of its own with demo data (or
 * uses P2C_SERVER_URL), opens the application and says where. Ctrl-C stops all of it.
 */

/** @type {import('node:child_process').ChildProcess[]} */
const running = [];
let stopping = false;

const { rest } = await setUp(['browser']);
await step('build', [join(root, 'build/build-all.ts')]);
const data = join(root, 'data');
mkdirSync(data, { recursive: true });

const serverUrl = process.env.P2C_SERVER_URL || (await startServer());
await rest;
startApplication(serverUrl);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void stop(0));

/** Starts the agency server in demo mode and answers with its address. @returns {Promise<string>} */
function startServer() {
  return new Promise((resolve) => {
    const env = {
      P2C_DEMO: '1',
      PORT: process.env.PORT ?? '4810',
      P2C_DATA_DIR: process.env.P2C_DATA_DIR ?? data,
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '262144',
      MALLOC_TRIM_THRESHOLD_: '1048576',
    };
    // As in the service file of docs/running-a-server.md.
    const memory = ['--max-semi-space-size=1', '--heap-growing-percent=100', '--max-old-space-size=384'];
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'inherit', 'ipc']);
    const server = launch('agency server', [...memory, join(root, 'out/server/main.js')], env, stdio);
    server.once('message', (/** @type {any} */ ready) => {
      say(`agency server on ${ready.url}`);
      say(`  a person reports an incident at   ${ready.url}/`);
      say(`  letters that were sent            ${ready.url}/demo/mail`);
      for (const { role, name, password } of ready.accounts ?? [])
        say(`  sign in as ${role.padEnd(14)} ${name.padEnd(14)} ${password}`);
      resolve(ready.url);
    });
  });
}

/** Real Electron where its binary lies, else the stand-in; detected by files, since asking the package starts a download. */
function electronBinary() {
  const base = join(root, 'node_modules/electron');
  if (!existsSync(join(base, 'path.txt')) || !existsSync(join(base, 'dist/version'))) return null;
  const binary = join(base, 'dist', readFileSync(join(base, 'path.txt'), 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Real Electron and the stand-in never share a cache: what an officer reviewed is not to show up in a browser. */
function userData(/** @type {string} */ folder) {
  return `--user-data-dir=${process.env.P2C_USER_DATA_DIR ?? join(data, folder)}`;
}

/** @param {string} url */
function startApplication(url) {
  const binary = electronBinary();
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform !== 'linux';
  const main = join(root, 'out/main/main.js');
  const env = { P2C_SERVER_URL: url };
  if (binary && display) {
    say('opening the application in Electron');
    launch('application', [root, userData('workstation')], env, 'inherit', binary);
    return;
  }
  say(
    binary
      ? 'no display: the application runs on the stand-in'
      : "Electron's binary is not installed: the application runs on the stand-in, in a browser",
  );
  const app = launch(
    'application',
    ['--import', join(root, 'build/stand-in/register.ts'), main, userData('workstation-in-a-browser')],
    env,
    ['ignore', 'pipe', 'inherit'],
  );
  app.stdout?.setEncoding('utf8').on('data', (text) => {
    for (const line of text.split('\n')) {
      const address = /^stand-in window \d+( again)?: (\S+)$/.exec(line);
      if (!address) {
        if (line !== '') console.log(line);
      } else if (address[1]) {
        say(`to open it once more: ${address[2]}`);
      } else {
        say(`the application is at ${address[2]}`);
        if (display && process.getuid?.() !== 0)
          spawn('xdg-open', [address[2] ?? ''], { stdio: 'ignore' }).on('error', () => {});
      }
    }
  });
}

/**
 * @param {string} name @param {string[]} args @param {Record<string, string>} env
 * @param {import('node:child_process').StdioOptions} stdio @param {string} [command]
 */
function launch(name, args, env, stdio, command = node24) {
  // Each child leads a group of its own, so that a Ctrl-C reaches it only through stop(), in the right order.
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true });
  running.push(child);
  child.on('error', (error) => console.error(`${name}: ${error.message}`));
  child.on('exit', (code) => {
    running.splice(running.indexOf(child), 1);
    if (!stopping) {
      say(`the ${name} has ended${code === 0 ? '' : ` (exit code ${code})`}`);
      void stop(code ?? 1);
    }
  });
  return child;
}

/** The application goes first, so that it can still send what waits; then the server. @param {number} code */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of [...running].reverse()) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }
  process.exit(code);
}

/** @param {string} name @param {string[]} args @returns {Promise<void>} */
function step(name, args) {
  return new Promise((resolve) => {
    spawn(node24, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => {
      if (code === 0) return resolve();
      console.error(`The ${name} failed.`);
      process.exit(1);
    });
  });
}
