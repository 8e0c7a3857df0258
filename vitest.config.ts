import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const ALL = 'tests/**/*.test.{ts,tsx}';
const exclude = ['tests/e2e/**', 'tests/bench/**', 'tests/system/**'];
/** What stands for a module, a clock or a part of the process would do so for the files that follow in it. */
const STANDS_FOR = /\bvi\.(?:mock|doMock|stub\w+|spyOn|useFakeTimers)\(|process\.on\(/;

/** Tests of a process of their own: those, and the renderer's, whose modules keep what a window shows. */
const apart = globSync(ALL, { exclude }).filter(
  (file) => file.startsWith('tests/renderer/') || STANDS_FOR.test(readFileSync(file, 'utf8')),
);

const each = {
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // A machine that is busy with other work fails nobody: what is waited for is waited for.
  expect: { poll: { timeout: 30_000, interval: 25 } },
} as const;

export default defineConfig({
  // Outside of node_modules, which the set-up replaces whole when the lockfile changes.
  cacheDir: '.cache/vite',
  test: {
    globalSetup: ['tests/helpers/postgres-global.ts'],
    maxWorkers: 2,
    projects: [
      { test: { ...each, name: 'apart', include: apart } },
      // To read a server's modules takes each file a second; here those after the first find them read.
      { test: { ...each, name: 'together', isolate: false, include: [ALL], exclude: [...exclude, ...apart] } },
    ],
  },
});
