import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { openDatabase } from '#server/db/open.ts';
import { currentPolicy, findPolicy } from '#server/db/policy.ts';
import { firstPolicy } from '../../helpers/builders.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

const BY = { actor: 'test', source: 'test' };
// The time and versions are the same in every database, so only the database itself tells two policies apart.
const now = () => new Date('2026-11-24T15:00:00.000Z');
let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const depsOf = ({ db }: Pick<FreshDatabase, 'db'>) => ({ db, now, key: TEST_KEY, publicUrl: 'http://localhost' });
const called = (name: string) => {
  const { agency, ...rest } = firstPolicy();
  return { ...rest, agency: { ...agency, name } };
};

test('a new policy version takes effect at once, even for a process that has already read the previous one', async () => {
  const other = openDatabase(database.url, () => {}, 1);
  try {
    expect(await findPolicy(other)).toBeNull();
    for (const [version, name] of [
      [1, 'Hartford'],
      [2, 'West Hartford'],
    ] as const) {
      await publishPolicy(depsOf(database), called(name), BY);
      expect(await currentPolicy(other)).toMatchObject({ version, agency: { name } });
    }
  } finally {
    await other.destroy();
  }
});

test("a database never gets another database's policy", async () => {
  const second = await freshDatabase();
  try {
    await publishPolicy(depsOf(database), called('One'), BY);
    await publishPolicy(depsOf(second), called('Two'), BY);
    expect((await currentPolicy(database.db)).agency.name).toBe('One');
    expect((await currentPolicy(second.db)).agency.name).toBe('Two');
  } finally {
    await second.drop();
  }
});

test('no one can modify the shared policy object', async () => {
  await publishPolicy(depsOf(database), called('Hartford'), BY);
  const policy = await currentPolicy(database.db);
  expect(() => Object.assign(policy.agency, { name: 'x' })).toThrow(TypeError);
  expect(() => policy.offenses.pop()).toThrow(TypeError);
});
