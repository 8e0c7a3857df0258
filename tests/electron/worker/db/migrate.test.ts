import { expect, test } from 'vitest';
import { migrate } from '#electron/worker/db/migrate.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';

test('the tables match the snapshot, so that a schema change is noticed', async () => {
  const db = openCache({ path: null, keyHex: null });
  const all = db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  await expect(`${all.join(';\n\n')};\n`).toMatchFileSnapshot('schema.sql');
});

test.each([1, 25])('a pre-release cache (version %i) is refused with instructions, and left unchanged', (version) => {
  const { db, reports } = filledCache([aReport()]);
  db.pragma(`user_version = ${version}`);
  expect(() => migrate(rawOf(db) as unknown as Parameters<typeof migrate>[0])).toThrow(
    expect.objectContaining({ code: 'cache_unreadable', detail: { code: 'cache_before_release', params: {} } }),
  );
  expect(db.pragma('user_version', { simple: true })).toBe(version);
  expect(reports.get(aReport().id)).toEqual(aReport());
});
