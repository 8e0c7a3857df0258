import type { BuiltServer } from '../helpers/built-server.ts';
import { useAgency } from './agency.ts';
import { test } from './fixtures.ts';

/** An agency as in production, with a second factor. Each file has its own, in which no one has set up theirs yet. */
export const withSecondFactor = () =>
  test.extend<object, { agency: BuiltServer }>({
    agency: [
      // oxlint-disable-next-line no-empty-pattern
      ({}, use) => useAgency(use, { P2C_SECOND_FACTOR: 'required' }),
      { scope: 'worker', timeout: 60_000 },
    ],
  });
