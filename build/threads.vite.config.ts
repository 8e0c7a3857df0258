import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * Builds the application's worker threads as CommonJS, which Electron 19 and later can run from an asar archive
 * (https://github.com/electron/electron/pull/33216; tested in its spec/asar-spec.ts). It is not known whether ES
 * modules would work as well.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  // Only the packages under `dependencies` in package.json stay external, as in electron.vite.config.ts.
  ssr: { noExternal: true, external: ['better-sqlite3', 'keytar', '@node-rs/argon2'] },
  build: {
    ssr: true,
    outDir: 'out/threads',
    emptyOutDir: true,
    target: 'node24',
    license: { fileName: 'licenses.md' },
    sourcemap: true,
    rolldownOptions: {
      // Don't warn about slow bundling: it depends on the machine.
      checks: { bundlerTimings: false },
      input: {
        worker: 'electron/worker/worker.ts',
        'checkpoint-thread': 'electron/worker/checkpoint-thread.ts',
        'reader-thread': 'electron/worker/duplicates/reader-thread.ts',
      },
      // All files in one folder, so that they can locate each other by name.
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
});
