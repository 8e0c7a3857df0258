import { expect, test } from 'vitest';
import { migrationDigests } from '../../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': 'f4a29df26fd8aac4',
};

test('a released migration never changes: existing caches would differ from new ones', () => {
  expect(migrationDigests('electron/worker/db/migrations')).toEqual(RELEASED);
});
