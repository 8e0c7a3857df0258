import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const ALL = 'tests/**/*.test.{ts,tsx}';
const exclude = ['tests/e2e/**', 'tests/bench/**', 'tests/system/**'];
/** Detects mocks of modules, files, clocks or the process, which would leak into test files that run later in the same process. */
const STANDS_FOR = /\bvi\.(?:mock|doMock|stub\w+|spyOn|useFakeTimers)\(|holdFiles\(|process\.on\(/;

/**
 * Test files that need a separate process: those with mocks that match `STANDS_FOR`, and the renderer's, whose modules
 * hold the window's state.
 */
const apart = globSync(ALL, { exclude }).filter(
  (file) => file.startsWith('tests/renderer/') || STANDS_FOR.test(readFileSync(file, 'utf8')),
);

const each = {
  pool: 'forks',
  // Long enough that a slow test on a busy machine doesn't fail; a hung test still ends eventually.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Poll for a long time, so that tests don't fail on a busy machine.
  expect: { poll: { timeout: 30_000, interval: 25 } },
} as const;

export default defineConfig({
  // The cache is outside node_modules, because setup replaces that folder entirely when the lockfile changes.
  cacheDir: '.cache/vite',
  test: {
    globalSetup: ['tests/helpers/postgres-global.ts'],
    // More workers than cores, because half of a run is spent waiting for other processes.
    maxWorkers: 3,
    projects: [
      { test: { ...each, name: 'apart', include: apart } },
      // Loading the server's modules takes a second per file. Without isolation, all files after the first reuse them.
      { test: { ...each, name: 'together', isolate: false, include: [ALL], exclude: [...exclude, ...apart] } },
    ],
  },
});
