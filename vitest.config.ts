import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Outside of node_modules, which the set-up replaces whole when the lockfile changes.
  cacheDir: '.cache/vite',
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    globalSetup: ['tests/helpers/postgres-global.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
