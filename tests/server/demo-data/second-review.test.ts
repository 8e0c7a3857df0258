import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSample } from '#server/commands/second-review/check-sample.ts';
import { drawDemoSample } from '#server/demo-data/second-review.ts';
import { seedDemo } from '#server/demo-data/seed-demo.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';
import { RESOURCES, UNTIL } from './world.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('a demonstration has decisions of last week to review, some of each officer who decided', async () => {
  const { db, url: databaseUrl } = database;
  const deps = { db, databaseUrl, now: () => UNTIL, key: TEST_KEY, publicUrl: 'https://p2c.example', vault: null };
  await seedDemo({ ...deps, resources: RESOURCES }, { reports: 300, seed: 2 });
  const draw = await drawDemoSample(deps);
  expect(draw?.chosen).toBeGreaterThanOrEqual((draw?.decisions ?? Number.NaN) / 10);
  const samples = await db.selectFrom('review_sample').select('officer_id').distinct().execute();
  expect(samples.length).toBeGreaterThan(3);
  expect(await checkSample(deps, draw?.week ?? '')).toMatchObject({ missing: [], extra: [] });
});
