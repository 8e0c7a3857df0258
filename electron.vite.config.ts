import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { vendorKeys } from './build/vendor-keys.mjs';

/** A bundle that includes a package must ship that package's license. */
const LICENSES = { fileName: 'licenses.md' };
/** Disables timing warnings: a slow machine is not a problem with the build. */
const CHECKS = { bundlerTimings: false };

/**
 * Each of the three bundles names its entry file, because the default location is src/, which this project doesn't
 * have. Only `dependencies` stay external: packages that are native or locate their own files at run time. Everything
 * else is bundled and tree-shaken, which loads faster and takes less memory.
 */
export default defineConfig({
  main: {
    define: {
      __VENDOR_KEYS__: JSON.stringify(vendorKeys()),
      __PACKAGED__: JSON.stringify(process.env['P2C_PACKAGE'] === '1'),
    },
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
        // Each preload script is bundled into a single file, because sandboxed preload scripts can't load other
        // modules.
        input: { preload: 'electron/preload.ts', 'repair-preload': 'electron/repair-preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // With the React Compiler, a component re-renders only when its output changes.
    plugins: [react({ compiler: true })],
    build: {
      outDir: 'out/renderer',
      license: LICENSES,
      emptyOutDir: true,
      rolldownOptions: { checks: CHECKS, input: 'renderer/index.html' },
    },
  },
});
