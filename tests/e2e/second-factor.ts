import type { BuiltServer } from '../helpers/built-server.ts';
import { useAgency } from './agency.ts';
import { test as base } from './fixtures.ts';

/** An agency as it is for real: with a second factor. */
export const test = base.extend<object, { agency: BuiltServer }>({
  agency: [
    // oxlint-disable-next-line no-empty-pattern
    ({}, use) => useAgency(use, { P2C_SECOND_FACTOR: 'required' }),
    { scope: 'worker', timeout: 60_000 },
  ],
});
