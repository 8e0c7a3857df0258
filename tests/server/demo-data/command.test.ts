import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'p2c-demo-data-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

function demoData(...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
  const all = ['server/demo-data/main.ts', ...args, '--data-dir', dataDir];
  const { status, stderr } = spawnSync(process.execPath, all, { env, encoding: 'utf8' });
  return { status, stderr };
}
const reports = async () => (await database.db.selectFrom('report').select('id').execute()).length;

test('demo mode never writes to a configured database', async () => {
  const { status, stderr } = demoData('--demo');
  expect(stderr).toContain('demo mode never uses a real database');
  expect(status).not.toBe(0);
  expect(await reports()).toBe(0);
});

test('the --reports option is refused in demo mode', () => {
  expect(demoData('--demo', '--reports', '3')).toEqual({ status: 2, stderr: expect.stringContaining('"reports"') });
});

test('an invalid count is refused with the name of its option', () => {
  expect(demoData('--reports', 'many')).toEqual({ status: 2, stderr: expect.stringMatching(/^--reports: /) });
});

test('the requested number of reports is added', async () => {
  expect(demoData('--reports', '3')).toMatchObject({ status: 0 });
  expect(await reports()).toBe(3);
});
