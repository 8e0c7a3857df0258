import { defineConfig } from 'playwright/test';

/** One worker: the specs share an agency server, and two cores are soon busy with a browser and a database. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 8000 },
});
