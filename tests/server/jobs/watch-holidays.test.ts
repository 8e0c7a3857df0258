import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { watchHolidays } from '#server/jobs/watch-holidays.ts';
import { firstPolicy } from '../../helpers/builders.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('the administrator is warned before the holiday list runs out, and told when it is extended', async () => {
  let now = new Date('2026-03-09T15:00:00.000Z');
  const deps = { db: database.db, now: () => now, key: TEST_KEY, publicUrl: 'http://localhost' };
  const told: string[] = [];
  const alerts = {
    raise: (_: string, text: string) => void told.push(text),
    clear: () => void told.push('clear'),
  };
  const publish = (holidays: string[]) =>
    publishPolicy(deps, firstPolicy({ holidays }), { actor: 'test', source: 'test' });
  await publish(['2026-12-25', '2026-07-03']);
  expect(await watchHolidays(deps, alerts)).toEqual({ daysLeft: 291 });
  now = new Date('2026-10-20T15:00:00.000Z');
  await watchHolidays(deps, alerts);
  await publish(['2026-12-25', '2027-12-24']);
  await watchHolidays(deps, alerts);
  await publish([]);
  await watchHolidays(deps, alerts);
  expect(told).toEqual(['clear', expect.stringContaining('ends on 2026-12-25'), 'clear']);
});
