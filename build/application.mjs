import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { data } from './demo-server.mjs';
import { root, say } from './machine.mjs';
import { launch } from './processes.mjs';

/**
 * Returns the option for the user-data folder. Real Electron and the stand-in use separate folders, so that an
 * officer's data never shows up in a browser.
 */
function userData(/** @type {string} */ folder) {
  return `--user-data-dir=${process.env.P2C_USER_DATA_DIR ?? join(data, folder)}`;
}

export const hasDisplay = () =>
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
const isRoot = () => process.getuid?.() === 0;

/**
 * Chooses what the application runs on, and says why in one line: real Electron if it and a display are available,
 * otherwise the stand-in.
 * @param {import('./electron.mjs').Electron | null} electron null if there is no display, so Electron was not looked for.
 */
export function chooseRuntime(electron) {
  if (electron !== null && electron.binary !== null) {
    const { binary } = electron;
    return {
      binary,
      line: `the application runs on Electron${isRoot() ? ', without its sandbox, as you are root' : ''}`,
    };
  }
  const why = electron === null ? 'no display was found' : electron.why;
  return { binary: null, line: `the application runs on the stand-in, in a browser, instead of Electron: ${why}` };
}

/**
 * Starts the application and prints its address.
 * @param {{ binary: string | null, folder: string, main: string, env: Record<string, string>, args?: string[],
 *   quiet?: boolean, onEnd: (code: number | null) => void }} options
 *   `folder` contains the application's package.json, and `main` is its entry point; `args`: more arguments for Node or
 *   Electron; `quiet`: don't print the address, for example after a restart.
 */
export function launchApplication({ binary, folder, main, env, args = [], quiet = false, onEnd }) {
  if (binary !== null) {
    // Chromium refuses to run its sandbox as root.
    const given = [...args, ...(isRoot() ? ['--no-sandbox'] : []), folder, userData('workstation')];
    return launch(given, { command: binary, env, stdio: 'inherit', onEnd });
  }
  const standIn = ['--import', join(root, 'build/stand-in/register.ts')];
  const app = launch([...args, ...standIn, main, userData('workstation-in-a-browser')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    onEnd,
  });
  app.stdout?.setEncoding('utf8').on('data', (text) => {
    for (const line of text.split('\n')) sayLine(line, quiet);
  });
  return app;
}

/** @param {string} line @param {boolean} quiet */
function sayLine(line, quiet) {
  const address = /^stand-in window \d+( again)?: (\S+)$/.exec(line);
  if (!address) {
    if (line !== '') console.log(line);
  } else if (quiet) {
    return;
  } else if (address[1]) {
    say(`to open it again: ${address[2]}`);
  } else {
    say(`the application is at ${address[2]}`);
    if (hasDisplay() && !isRoot()) spawn('xdg-open', [address[2] ?? ''], { stdio: 'ignore' }).on('error', () => {});
  }
}
