import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': 'e19b32b1492ee943',
};

test('a migration that may have run somewhere never changes, since migrated databases would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});
