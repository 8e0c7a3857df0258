import { expect, test } from 'vitest';
import { migrationDigests } from '../../helpers/migration-digests.ts';

/** A new migration gets its line here; a line that is here stays as it is. */
const RELEASED = {
  '0001-baseline': '7b19e87c4b4a6fb6',
};

test('no migration that may have run somewhere is ever changed: databases that have it would differ from new ones', () => {
  expect(migrationDigests('server/db/migrations')).toEqual(RELEASED);
});
