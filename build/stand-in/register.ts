/**
 * `node --import ./build/stand-in/register.ts out/main/main.js [arguments]`: the application on the stand-in.
 *
 * P2C_STAND_IN_PORT: port of the first window's page (0 or nothing: any). P2C_STAND_IN_DIALOG: which button answers
 * every dialog. P2C_STAND_IN_KEEP: a password; under the same port and password a page comes back after a restart. The application's entry is imported first and `ready` fires after it, as in Electron: an entry that
 * awaits `ready` at its top level never ends here either.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Lifecycle } from './lifecycle.ts';
import { keepSocketsOnLoopback, refusalOf } from './loopback.ts';

// A worker inherits this file. It has no `electron` in Electron either, and must not fall through to npm's package,
// which would start to download.
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
  // Where Electron would have its own files: an application that reads there by mistake finds nothing here either.
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
      // Control-C reaches the whole group and the starter passes it on: the two are one wish, a later one insists.
      if (asked !== 0 && Date.now() - asked > 2000) {
        exit(1);
        return;
      }
      asked ||= Date.now();
      quit();
    });
  }
}
