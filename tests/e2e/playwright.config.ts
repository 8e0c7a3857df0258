import { defineConfig } from 'playwright/test';

/**
 * Two files at a time: each worker has an agency server, a browser and workstations of its own, and half of the time of
 * a walk is waiting. The limits are for a machine that is busy with other work too; who fails waits longer, nobody else.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
});
