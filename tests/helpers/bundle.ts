import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds a script of the tests or benches beside the built application and as it is built, so that a process of it starts
 * quickly and takes no memory for reading TypeScript.
 * @returns the path of the built script.
 */
export async function bundle(script: string): Promise<string> {
  const folder = join(root, 'out/tests');
  const name = script.replace(/^.*\//, '').replace(/\.ts$/, '');
  await buildAll({ [name]: join(root, script) }, folder, 'mjs');
  return join(folder, `${name}.mjs`);
}

/**
 * Builds the worker thread with those that it starts, as the application has them: it starts in a third of the time.
 * @param folder within this repository, whose packages it finds.
 * @returns the address of the worker's script.
 */
export async function bundleWorker(folder: string): Promise<string> {
  const scripts = {
    worker: 'electron/worker/worker.ts',
    'checkpoint-thread': 'electron/worker/checkpoint-thread.ts',
    'reader-thread': 'electron/worker/duplicates/reader-thread.ts',
  };
  await buildAll(scripts, folder, 'js');
  return pathToFileURL(join(folder, 'worker.js')).href;
}

function buildAll(input: Record<string, string>, outDir: string, end: 'js' | 'mjs'): Promise<unknown> {
  return build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    // As electron-vite does: what is no dependency of the package is in the bundle.
    ssr: { noExternal: ['axios', 'zod'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { input, output: { entryFileNames: `[name].${end}` } },
    },
  });
}
