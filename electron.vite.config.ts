import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Whoever ships a package within a bundle ships its license. */
const LICENSES = { fileName: 'licenses.md' };

/**
 * Entries lie outside of src/, so each of the three bundles names its own. Only `dependencies` stay external: those that are
 * native, or find files of their own. Of the rest a bundle has what is used, which loads sooner and takes less memory.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      license: LICENSES,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: 'electron/main/main.ts',
          worker: 'electron/worker/worker.ts',
          'checkpoint-thread': 'electron/worker/checkpoint-thread.ts',
          'reader-thread': 'electron/worker/duplicates/reader-thread.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', codeSplitting: false, entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // React's compiler: a component is drawn anew only where what it shows has changed.
    plugins: [react({ compiler: true })],
    build: {
      outDir: 'out/renderer',
      license: LICENSES,
      emptyOutDir: true,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
