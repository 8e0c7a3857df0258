import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds a test or benchmark script next to the built application and in the same way, so that its process starts quickly
 * and uses no memory for compiling TypeScript.
 * @returns the path of the built script.
 */
export async function bundle(script: string): Promise<string> {
  const folder = join(root, 'out/tests');
  const name = script.replace(/^.*\//, '').replace(/\.ts$/, '');
  await buildAll({ [name]: join(root, script) }, folder, 'mjs');
  return join(folder, `${name}.mjs`);
}

/**
 * Builds the worker thread and the threads that it starts, as in the application; it then starts in a third of the time.
 * @param folder within this repository, so that packages can be resolved.
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
    // As electron-vite does: packages that are not dependencies are bundled.
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
