import type { BuiltServer } from '../helpers/built-server.ts';
import { useAgency } from './agency.ts';
import { test } from './fixtures.ts';

/** An agency as it is for real, with a second factor; each file has one of its own, in which nobody has set theirs up yet. */
export const withSecondFactor = () =>
  test.extend<object, { agency: BuiltServer }>({
    agency: [
      // oxlint-disable-next-line no-empty-pattern
      ({}, use) => useAgency(use, { P2C_SECOND_FACTOR: 'required' }),
      { scope: 'worker', timeout: 60_000 },
    ],
  });
