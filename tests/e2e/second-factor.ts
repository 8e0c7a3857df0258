import type { BuiltServer } from '../helpers/built-server.ts';
import { useAgency } from './agency.ts';
import { test } from './fixtures.ts';

/**
 * An agency that requires a second factor, as in production. Each spec file has its own agency, in which no one has set
 * up a second factor yet.
 */
export const withSecondFactor = () =>
  test.extend<object, { agency: BuiltServer }>({
    agency: [
      // oxlint-disable-next-line no-empty-pattern
      ({}, use) => useAgency(use, { P2C_SECOND_FACTOR: 'required' }),
      { scope: 'worker', timeout: 60_000 },
    ],
  });
