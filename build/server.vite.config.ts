import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The agency server as one bundle for Node; packages stay outside, so that native ones find their own files. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  // React is bundled, as made for production: outside, it would take its development build wherever the environment says nothing.
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: ['react', 'react-dom'] },
  build: {
    ssr: true,
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: 'server/main.ts',
        'fit-thread': 'server/linkage/fit-thread.ts',
        'repeats-thread': 'server/repeats/thread.ts',
        'draw-child': 'server/files/draw-child.mjs',
      },
      // All side by side, so that one finds another by its name wherever its code comes to lie.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
