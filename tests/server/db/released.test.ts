import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': '5457f0387ba8addb',
};

test('a migration that may have run somewhere never changes, since migrated databases would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});
