import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import common from '../../vitest.config.ts';

/** `npm run test:system`: tests with additional system requirements, such as Debian's own PostgreSQL. */
export default defineConfig({
  ...common,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { ...common.test, include: ['tests/system/**/*.test.ts'], exclude: [] },
});
