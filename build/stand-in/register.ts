/**
 * `node --import ./build/stand-in/register.ts out/main/main.js [arguments]`: the application on the stand-in.
 *
 * P2C_STAND_IN_PORT: port of the first window's page (0 or nothing: any). P2C_STAND_IN_DIALOG: which button answers
 * every dialog. The application's entry is imported first and `ready` fires after it, as in Electron: an entry that
 * awaits `ready` at its top level never ends here either.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
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
  Object.assign(process, { type: 'browser', defaultApp: true });
  const { runtime } = await import('./runtime.ts');
  const { lifecycle } = runtime;

  let imported = false;
  process.once('exit', () => {
    if (!imported) {
      console.error(`stand-in: ${file} never ended. Use app.whenReady().then(…), not a top-level await.`);
    }
  });

  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Control-C reaches the whole group and the starter passes it on: the two are one wish, a later one is another.
      const insists = asked !== 0 && Date.now() - asked > 2000;
      asked ||= Date.now();
      insists ? lifecycle.exit(1) : lifecycle.quit();
    });
  }

  await import(pathToFileURL(file).href);
  imported = true;
  lifecycle.fireReady();
}
