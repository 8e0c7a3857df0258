import { defineConfig } from 'playwright/test';
import { electronBinary } from '../helpers/application.ts';

/** Windows on one screen take the focus from each other. */
const sharesScreen = electronBinary() !== null && Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * Three files at a time: each worker has an agency server, a browser and workstations of its own, and more than half of the
 * time of a walk is waiting. The limits are for a machine that is busy with other work too; who fails waits longer, nobody else.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: '../helpers/e2e-global.ts',
  outputDir: '../../test-results',
  workers: sharesScreen ? 1 : 3,
  fullyParallel: false,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 30_000 },
});
