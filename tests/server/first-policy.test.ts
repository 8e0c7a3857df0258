import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { policyWords, publishFirstPolicy } from '#server/first-policy.ts';
import { type FreshDatabase, freshDatabase } from '../helpers/database.ts';
import { TEST_KEY } from '../helpers/test-key.ts';

let database: FreshDatabase;
let folder: string;
let file: string;
beforeEach(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'p2c-policy-'));
  file = join(folder, 'policy.json');
  writeFileSync(file, readFileSync('resources/policy.json'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const deps = () => ({ db: database.db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://localhost' });
const edit = (name: string) => {
  const policy = JSON.parse(readFileSync(file, 'utf8')) as { agency: { name: string } };
  writeFileSync(file, JSON.stringify({ ...policy, agency: { ...policy.agency, name } }));
};

test('a new database takes the policy from the file, and later starts find no differences', async () => {
  expect(await publishFirstPolicy(deps(), file)).toEqual({ version: 1, fileDiffers: false });
  expect(await publishFirstPolicy(deps(), file)).toEqual({ version: 1, fileDiffers: false });
});

test('a file that was edited after the first start is not used, and the server says so', async () => {
  await publishFirstPolicy(deps(), file);
  edit('West Hartford Police Department');
  const found = await publishFirstPolicy(deps(), file);
  expect(found).toEqual({ version: 1, fileDiffers: true });
  expect((await currentPolicy(database.db)).agency.name).not.toContain('West');
  expect(policyWords(found, 'policy.json')).toBe(
    'policy version 1 is active. policy.json differs and is not used; publish it with publish-policy --file policy.json',
  );
});

test('the policy of another city, such as the one that the product brings, is not recommended for publishing', async () => {
  await publishFirstPolicy(deps(), file);
  const { agency, ...rest } = await currentPolicy(database.db);
  const elsewhere = { ...rest, agency: { ...agency, city: 'Springfield' } };
  await publishPolicy(deps(), elsewhere, { actor: 'test', source: 'test' });
  const found = await publishFirstPolicy(deps(), file);
  expect(policyWords(found, 'policy.json')).toBe('policy version 2 is active');
});

test('a policy published after the first one counts as different from the file, too', async () => {
  await publishFirstPolicy(deps(), file);
  const { agency, ...rest } = await currentPolicy(database.db);
  await publishPolicy(deps(), { ...rest, agency: { ...agency, name: 'West' } }, { actor: 'test', source: 'test' });
  expect(await publishFirstPolicy(deps(), file)).toEqual({ version: 2, fileDiffers: true });
});
