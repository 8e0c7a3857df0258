/**
 * `node --import ./build/stand-in/register.ts out/main/main.js [arguments]`: runs the application on the stand-in.
 * P2C_STAND_IN_PORT: port of the first window's page (0 or unset: any). P2C_STAND_IN_DIALOG: which button answers every
 * dialog. P2C_STAND_IN_KEEP: a password; with the same port and password, a page reconnects after a restart. The
 * application's entry is imported first and `ready` fires after it, as in Electron: an entry that awaits `ready` at its
 * top level hangs here too.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Lifecycle } from './lifecycle.ts';
import { keepSocketsOnLoopback, refusalOf } from './loopback.ts';

// Workers inherit this hook. As in Electron, they have no `electron` module, and they must not fall back to the npm
// package, which would start a download.
const standIn = new URL(isMainThread ? './electron.ts' : './not-in-workers.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
keepSocketsOnLoopback();

const entry = process.argv[1];
if (isMainThread && entry !== undefined) {
  const serverUrl = process.env['P2C_SERVER_URL'];
  const refusal = serverUrl ? refusalOf(serverUrl) : null;
  if (refusal !== null) {
    console.error(refusal);
    process.exit(1);
  }
  await start(entry);
}

async function start(file: string): Promise<void> {
  const { runtime } = await import('./runtime.ts');
  const { lifecycle, folder } = runtime;
  // The folder where Electron keeps its own files. As in Electron, it does not contain the application's files.
  const resourcesPath = join(folder, 'node_modules/electron/dist/resources');
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath });

  let imported = false;
  const warnOfWaiting = (): void => {
    if (!imported) {
      console.error(`stand-in: ${file} has not ended. Use app.whenReady().then(…), not a top-level await.`);
    }
  };
  process.once('exit', warnOfWaiting);
  setTimeout(warnOfWaiting, 10_000).unref();
  quitOnSignals(lifecycle);

  try {
    await import(pathToFileURL(file).href);
  } finally {
    imported = true;
  }
  lifecycle.fireReady();
}

function quitOnSignals({ quit, exit }: Lifecycle): void {
  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches the whole process group, and the launcher forwards it too. Both signals count as one request;
      // another signal more than two seconds later forces the exit.
      if (asked !== 0 && Date.now() - asked > 2000) {
        exit(1);
        return;
      }
      asked ||= Date.now();
      quit();
    });
  }
}
