import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { vendorKeys } from './build/vendor-keys.mjs';

/** A bundle that includes a package must ship that package's license. */
const LICENSES = { fileName: 'licenses.md' };
/** A slow machine is no fault of the build. */
const CHECKS = { bundlerTimings: false };

/**
 * Entries are outside of src/, so each of the three bundles names its own. Only `dependencies` stay external: packages
 * that are native or locate their own files at run time. Everything else is bundled with only the code that is used,
 * which loads faster and takes less memory.
 */
export default defineConfig({
  main: {
    define: { __VENDOR_KEYS__: JSON.stringify(vendorKeys()) },
    build: {
      outDir: 'out/main',
      license: LICENSES,
      sourcemap: true,
      rolldownOptions: {
        checks: CHECKS,
        input: { main: 'electron/main/main.ts' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        checks: CHECKS,
        // Each is one file, because a sandboxed preload script can't load another: they share no module.
        input: { preload: 'electron/preload.ts', 'repair-preload': 'electron/repair-preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // The React Compiler makes a component re-render only when what it shows has changed.
    plugins: [react({ compiler: true })],
    build: {
      outDir: 'out/renderer',
      license: LICENSES,
      emptyOutDir: true,
      rolldownOptions: { checks: CHECKS, input: 'renderer/index.html' },
    },
  },
});
