import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { passwordWork } from '#server/auth/password-work.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { countInHour, forgetOldNames } from '#server/db/sign-in-rate.ts';
import { countAtSource, findSource, forgetOldSources, type Tried } from '#server/db/sign-in-sources.ts';
import type { AccountDeps } from '#server/deps.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-03-07T14:00:00.000Z');
let database: FreshDatabase;
let officerId: string;
beforeAll(async () => {
  database = await freshDatabase();
  const passwords = passwordWork({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  const deps: AccountDeps = {
    db: database.db,
    now: () => START,
    key: TEST_KEY,
    publicUrl: 'http://localhost',
    passwords,
  };
  const by = { actor: 'test', source: 'test' };
  officerId = (await createOfficer(deps, { name: 'rivera', displayName: 'Rivera', role: 'officer' }, by)).officer.id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.deleteFrom('sign_in_source').execute();
  await database.db.deleteFrom('sign_in_name').execute();
});

const later = (ms: number) => new Date(START.getTime() + ms);
const tried = (nameHash: string, source = 'address 192.0.2.7'): Tried => ({ nameHash, source, deviceId: null });
async function fail(who: Tried, times: number, at: Date, officer: string | null = null): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await database.db.transaction().execute(async (trx) => {
      await countAtSource(trx, who, await findSource(trx, who), officer, at);
      await countInHour(trx, who.nameHash, at);
    });
  }
}
const kept = () =>
  database.db.selectFrom('sign_in_source').select(['name_hash', 'shut_at', 'locked_at']).orderBy('name_hash').execute();

test('only the newest made-up names are kept, however many are tried', async () => {
  for (let n = 0; n < 12; n += 1) await fail(tried(`invented ${n + 10}`), 1, later(n));
  await forgetOldSources(database.db, later(100), 5);
  await forgetOldNames(database.db, later(100), 5);
  expect((await kept()).map(({ name_hash }) => name_hash)).toEqual([17, 18, 19, 20, 21].map((n) => `invented ${n}`));
  expect(await database.db.selectFrom('sign_in_name').select('name_hash').execute()).toHaveLength(5);
});

test.each([
  ['there are too many', later(100), 1],
  ['ninety days have passed', later(91 * DAY_MS), 1000],
])('where %s, real and made-up names are forgotten alike, and a lock on a real one stays', async (_, at, most) => {
  await fail(tried('invented'), 5, START);
  await fail(tried('real'), 5, START, officerId);
  await fail(tried('real', 'address 192.0.2.8'), 2, START, officerId);
  await fail(tried('zz newer'), 1, later(50));
  await forgetOldSources(database.db, at, most);
  const rows = (await kept()).filter(({ name_hash }) => name_hash !== 'zz newer');
  expect(rows).toEqual([{ name_hash: 'real', shut_at: null, locked_at: START }]);
  await fail(tried('real'), 1, at, officerId);
  expect((await kept())[0]).toMatchObject({ shut_at: null, locked_at: START });
});

test('recent attempts are not forgotten', async () => {
  await fail(tried('invented'), 5, START);
  expect(await forgetOldSources(database.db, later(89 * DAY_MS))).toBe(0);
  expect(await kept()).toHaveLength(1);
});
