import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import common from '../../vitest.config.ts';

/**
 * `npm run test:system`: tests with additional system requirements, such as Debian's own PostgreSQL. Runs one file at a
 * time, because several files change things that exist once per machine, such as the managed settings.
 */
export default defineConfig({
  ...common,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { ...common.test, maxWorkers: 1, include: ['tests/system/**/*.test.ts'], exclude: [] },
});
