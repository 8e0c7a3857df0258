import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mergeConfig, resolveConfig } from 'electron-vite';
import { chooseRuntime, launchApplication } from '../application.mjs';
import { data, fillDemo, launchServer, sayServer } from '../demo-server.mjs';
import type { Electron } from '../electron.mjs';
import { root, say } from '../machine.mjs';
import { stop, stopWhenTold } from '../processes.mjs';
import { freePort } from './free-port.ts';
import { restartable } from './restartable.ts';
import { watchBundle } from './watch-bundle.ts';
import { serveWindow } from './window-server.ts';

/**
 * The main part of `npm run dev [-- --inspect]`: dev.mjs runs this file and passes where it found Electron. Runs the
 * window with hot module replacement, and rebuilds and restarts the application (main process, worker, preload) and
 * the server (including the portal) on each change. Data is kept in `data/`, as with `npm start`; builds go to
 * `.cache/dev`, separate from `out/`.
 */
stopWhenTold();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inspect: { type: 'boolean', default: false } },
});
const electron = JSON.parse(positionals[0] ?? 'null') as Electron | null;
const { binary, line } = chooseRuntime(electron);
const out = join(root, '.cache/dev');
for (const part of ['main', 'threads', 'preload', 'server']) rmSync(join(out, part), { recursive: true, force: true });
mkdirSync(out, { recursive: true });
mkdirSync(data, { recursive: true });
const { name, productName, version, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(out, 'package.json'), JSON.stringify({ name, productName, version, type, main: 'main/main.js' }));

process.chdir(root);
const desk = (await resolveConfig({ root, logLevel: 'warn' }, 'serve', 'development')).config;
if (desk?.main === undefined || desk.preload === undefined || desk.renderer === undefined)
  throw new Error('electron.vite.config.ts is missing a part');
// Use the development build of React in both the window and the server. It gives more warnings; without this setting,
// the server's bundle would mix the development and the production build.
const SERVER = {
  configFile: join(root, 'build/server.vite.config.ts'),
  define: { 'process.env.NODE_ENV': '"development"' },
};
const to = (part: string) => ({ mode: 'development', build: { outDir: join(out, part), emptyOutDir: false } });

const otherServer = process.env.P2C_SERVER_URL || null;
/** The port and password stay the same for the whole run, so that pages open in a browser reconnect automatically. */
const port = process.env.PORT === '0' ? String(await freePort()) : (process.env.PORT ?? '4810');
const standIn = {
  P2C_STAND_IN_PORT: process.env.P2C_STAND_IN_PORT ?? String(await freePort()),
  P2C_STAND_IN_KEEP: randomBytes(32).toString('base64url'),
};
const inspect = (at: number) => (values.inspect ? [`--inspect=127.0.0.1:${at}`] : []);
/** A process that exits on its own is not restarted until a file changes, because the change may fix the problem. */
const ended = (what: string) => (code: number | null) => {
  say(`the ${what} exited (exit code ${code}); it restarts when its files change`);
};

let isOpen = false;
const restartServer = restartable(() => {
  const started = performance.now();
  const server = launchServer({
    file: join(out, 'server/main.js'),
    env: { PORT: port },
    args: inspect(9230),
    onEnd: ended('agency server'),
  });
  void server.ready.then((ready) => {
    if (isOpen) return say(`agency server restarted in ${seconds(started)}`);
    sayServer(ready);
    openWindow(ready.url);
  });
  return server.child;
});

let restartApplication = (): void => {};
/** Called once, when the server is ready. */
function openWindow(serverUrl: string): void {
  isOpen = true;
  say(line);
  let isAgain = false;
  const restart = restartable(() => {
    const quiet = isAgain;
    isAgain = true;
    if (quiet) say('application started again');
    return launchApplication({
      binary,
      folder: out,
      main: join(out, 'main/main.js'),
      env: { P2C_SERVER_URL: serverUrl, P2C_DEV_WINDOW: window, ...standIn },
      args: inspect(9229),
      quiet,
      onEnd: (code) => (code === 0 ? void stop(0) : ended('application')(code)),
    });
  });
  restartApplication = () => void restart();
  restartApplication();
}

const [window] = await Promise.all([
  serveWindow(desk.renderer),
  watchBundle('the main process', mergeConfig(desk.main, to('main')), () => restartApplication()),
  watchBundle('the worker threads', { configFile: join(root, 'build/threads.vite.config.ts'), ...to('threads') }, () =>
    restartApplication(),
  ),
  watchBundle('the preload script', mergeConfig(desk.preload, to('preload')), () => restartApplication()),
  otherServer === null
    ? watchBundle('the server', { ...SERVER, ...to('server') }, () => void restartServer())
    : Promise.resolve(),
  otherServer ?? fillDemo(),
]);
if (otherServer === null) {
  watch(join(root, 'resources'), { recursive: true }, () => void restartServer());
  void restartServer();
} else openWindow(otherServer);

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
