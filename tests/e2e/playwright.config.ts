import { defineConfig } from 'playwright/test';
import { electronBinary } from '../helpers/application.ts';

/** Whether windows appear on a real screen, where one window would take focus from another. */
const sharesScreen = electronBinary() !== null && Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * Runs three files at a time: each worker has its own agency server, browser and workstations, and specs spend more than
 * half of their time waiting. The timeouts are long enough for a busy machine; only a failing test waits longer because
 * of them.
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
  // After a connection was lost for a while, a workstation tries again within a minute.
  expect: { timeout: 75_000 },
});
