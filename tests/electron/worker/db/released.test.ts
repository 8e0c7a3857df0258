import { expect, test } from 'vitest';
import { migrationDigests } from '../../../helpers/migration-digests.ts';

/** Add a line here for each new migration; never change an existing line. */
const RELEASED = {
  '0001-baseline': 'ef78db1bc2f79d0a',
  '0002-trail': 'd2d34b717c5cf1a7',
  '0003-message-files': '8dd8a771f144bd39',
};

test('a released migration never changes: existing caches would differ from new ones', () => {
  expect(migrationDigests('electron/worker/db/migrations')).toEqual(RELEASED);
});
