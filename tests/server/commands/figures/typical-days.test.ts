import { afterAll, beforeAll, expect, test } from 'vitest';
import { typicalDays } from '#server/commands/figures/typical-days.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let now = new Date('2026-03-20T15:00:00.000Z');
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const decided = (day: string, kind: string, bucket: number, count: number) =>
  agency.deps.db
    .insertInto('figure_day')
    .values({ day, series: 'decision_days', kind, part: '', code: '', bucket, count })
    .execute();

test('the median of the last 30 days, for each kind, once there were ten decisions', async () => {
  await decided('2026-03-10', 'larceny', 1, 4);
  await decided('2026-03-11', 'larceny', 2, 3);
  await decided('2026-03-12', 'larceny', 9, 3);
  await decided('2026-01-12', 'larceny', 200, 90);
  await decided('2026-03-12', 'fraud', 1, 9);
  const days = typicalDays(agency.deps.db, () => now);
  expect(await days('larceny', 'America/New_York')).toBe(2);
  expect(await days('fraud', 'America/New_York')).toBeNull();
});

test('is asked again after ten minutes, not before', async () => {
  const days = typicalDays(agency.deps.db, () => now);
  expect(await days('vandalism', 'America/New_York')).toBeNull();
  await decided('2026-03-12', 'vandalism', 3, 10);
  expect(await days('vandalism', 'America/New_York')).toBeNull();
  now = new Date(now.getTime() + 600_001);
  expect(await days('vandalism', 'America/New_York')).toBe(3);
});
