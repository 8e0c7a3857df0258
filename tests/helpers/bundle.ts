import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Parallel test runners bundle the same scripts, so each has files of its own. */
const slot = process.env.VITEST_POOL_ID ?? '0';

/**
 * Builds a test or benchmark script next to the built application and in the same way, so that its process starts quickly
 * and uses no memory for compiling TypeScript.
 * @returns the path of the built script.
 */
export async function bundle(script: string): Promise<string> {
  const folder = join(root, 'out/tests');
  const name = `${script.replace(/^.*\//, '').replace(/\.ts$/, '')}-${slot}`;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    // Bundles packages that are not dependencies, as electron-vite does.
    ssr: { noExternal: ['axios', 'zod'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { input: { [name]: join(root, script) }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  return join(folder, `${name}.mjs`);
}

/**
 * Builds the worker thread and the threads that it starts, as in the application. A built worker starts in a third of
 * the time.
 * @param folder within this repository, so that packages can be resolved.
 * @returns the address of the worker's script.
 */
export async function bundleWorker(folder: string): Promise<string> {
  await build({
    configFile: join(root, 'build/threads.vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: false, license: false, sourcemap: false },
  });
  return pathToFileURL(join(folder, 'worker.cjs')).href;
}
