import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': '04fd96205e65fdaa',
};

test('no migration that may have run somewhere is ever changed: databases that have it would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});
