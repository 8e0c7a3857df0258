import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Lists the npm packages that the bundle imports, so that build/server-package/ can ship them with the server. */
const listPackages: Plugin = {
  name: 'p2c-list-packages',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
    const imports = chunks.flatMap((chunk) => chunk.imports.concat(chunk.dynamicImports));
    const names = imports
      .filter((one) => bundle[one] === undefined && !one.startsWith('node:'))
      .map((one) => one.split('/', one.startsWith('@') ? 2 : 1).join('/'));
    this.emitFile({
      type: 'asset',
      fileName: 'packages.json',
      source: `${JSON.stringify([...new Set(names)].sort())}\n`,
    });
  },
};

/** The agency server as one bundle for Node. Packages stay external, so that native packages can locate their own files. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  plugins: [listPackages],
  // Bundle React in its production build: as an external package, React would load its development build unless NODE_ENV
  // is set.
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: ['react', 'react-dom'] },
  build: {
    ssr: true,
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node24',
    license: { fileName: 'licenses.md' },
    sourcemap: true,
    rolldownOptions: {
      // Don't warn about slow bundling: it depends on the machine.
      checks: { bundlerTimings: false },
      input: {
        main: 'server/main.ts',
        'fit-thread': 'server/linkage/fit-thread.ts',
        'duplicates-thread': 'server/duplicates/thread.ts',
        'draw-child': 'server/files/draw-child.mjs',
      },
      // Put all files in one folder, so that they can locate each other by name regardless of which chunk the code ends
      // up in.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
