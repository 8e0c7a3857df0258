import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chooseRuntime, hasDisplay, launchApplication } from './application.mjs';
import { data, fillDemo, launchServer, sayServer } from './demo-server.mjs';
import { root, say } from './machine.mjs';
import { step, stop, stopWhenTold } from './processes.mjs';
import { setUp } from './set-up.mjs';

/**
 * `npm start`: installs missing dependencies, builds what changed, starts a local agency server with demo data (or uses
 * P2C_SERVER_URL), opens the application and prints its address. Ctrl-C stops everything.
 */
stopWhenTold();
const { rest } = await setUp(hasDisplay() ? ['electron', 'browser', 'sandbox'] : ['browser', 'sandbox']);
mkdirSync(data, { recursive: true });
const otherServer = process.env.P2C_SERVER_URL || null;
await Promise.all([step('build', [join(root, 'build/build-all.ts')]), otherServer ?? fillDemo()]);

/** When the application or the server exits, stops the other. @param {string} name */
const ends = (name) => (/** @type {number | null} */ code) => {
  say(`the ${name} exited${code === 0 ? '' : ` (exit code ${code})`}`);
  void stop(code ?? 1);
};

// Wait for the sandbox to be installed: the server tests it at startup.
const { electron } = await rest;
const url = otherServer ?? (await startServer());
const { binary, line } = chooseRuntime(electron);
say(line);
launchApplication({
  binary,
  folder: root,
  main: join(root, 'out/main/main.js'),
  env: { P2C_SERVER_URL: url },
  onEnd: ends('application'),
});

async function startServer() {
  const server = launchServer({ file: join(root, 'out/server/main.js'), onEnd: ends('agency server') });
  const ready = await server.ready;
  sayServer(ready);
  return ready.url;
}
