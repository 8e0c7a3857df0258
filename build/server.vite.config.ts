import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The agency server as one bundle for Node; packages stay outside, so that native ones find their own files. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  build: {
    ssr: 'server/main.ts',
    outDir: 'out/server',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
});
