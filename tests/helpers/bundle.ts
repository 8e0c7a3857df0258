import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds a script of the tests or benches beside the built application and as it is built, so that a process of it starts
 * quickly and takes no memory for reading TypeScript.
 * @returns the path of the built script.
 */
export async function bundle(script: string): Promise<string> {
  const folder = join(root, 'out/tests');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    // As electron-vite does: what is no dependency of the package is in the bundle.
    ssr: { noExternal: ['axios', 'zod'] },
    build: {
      ssr: join(root, script),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  return join(folder, script.replace(/^.*\//, '').replace(/\.ts$/, '.mjs'));
}
