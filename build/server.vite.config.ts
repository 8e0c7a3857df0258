import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The agency server as one bundle for Node. Packages stay external, so that native packages can locate their own files. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  // Bundle React in its production build: as an external package, React would load its development build unless NODE_ENV
  // is set.
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: ['react', 'react-dom'] },
  build: {
    ssr: true,
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: {
      // A slow machine is no fault of the build.
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
