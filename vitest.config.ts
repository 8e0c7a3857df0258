import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Outside of node_modules, which the set-up replaces whole when the lockfile changes.
  cacheDir: '.cache/vite',
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/system/**'],
    globalSetup: ['tests/helpers/postgres-global.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A machine that is busy with other work fails nobody: what is waited for is waited for.
    expect: { poll: { timeout: 30_000, interval: 25 } },
  },
});
