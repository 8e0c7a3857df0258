import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '#server/cli/command-line.ts';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/serve.ts';
import { StartError } from '#server/start-error.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'p2c-keys-'));
  await startAndStop();
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const config = (env: Record<string, string> = {}) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    P2C_DATA_DIR: dataDir,
    P2C_RESOURCES: fileURLToPath(new URL('../../../resources', import.meta.url)),
    P2C_LOG: 'silent',
    P2C_JOBS: '0',
    ...env,
  });
const startAndStop = async (env?: Record<string, string>) => (await startServer(config(env))).stop();
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  return (error as StartError).message;
};
const KEYS = ['server-key', 'recovery-key'] as const;
const file = (name: string) => join(dataDir, name);
const other = () => randomBytes(32).toString('base64');

test.each(KEYS)('a server whose %s is missing refuses to start, says so, and makes no other one', async (name) => {
  const kept = readFileSync(file(name));
  rmSync(file(name));
  expect(await refusal(startAndStop())).toContain(`${file(name)} is missing`);
  expect(existsSync(file(name))).toBe(false);
  writeFileSync(file(name), kept);
  await startAndStop();
});

test.each(KEYS)('a server with another %s than its database was used with refuses to start', async (name) => {
  writeFileSync(file(name), `${other()}\n`);
  expect(await refusal(startAndStop())).toContain(`${file(name)} is not the key`);
});

test.each([
  ['P2C_SERVER_KEY', 'server-key'],
  ['P2C_RECOVERY_KEY', 'recovery-key'],
])('the same holds for a key in %s', async (variable, name) => {
  expect(await refusal(startAndStop({ [variable]: other() }))).toContain(`${variable} is not the key`);
  await startAndStop({ [variable]: readFileSync(file(name), 'utf8').trim() });
});

test('a key is not needed to look at accounts', async () => {
  rmSync(file('server-key'));
  expect(await runCommand('list-officers', [], config())).toBe(0);
});

test.each(KEYS)('after a command that says so, the server starts with another %s', async (name) => {
  rmSync(file(name));
  expect(await runCommand('replace-key', ['--key', name], config())).toBe(0);
  await startAndStop();
  expect(existsSync(file(name))).toBe(true);
  const rows = database.db.selectFrom('audit').select('target').where('action', '=', 'key.replace');
  expect(await rows.execute()).toEqual([{ target: name }]);
  // From now on, only the key that this start created is valid, so a start with another key is refused.
  writeFileSync(file(name), `${other()}\n`);
  expect(await refusal(startAndStop())).toContain('is not the key');
});

test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'a start on a full disk is refused in a sentence that names the disk',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'p2c-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      expect(() => writeFileSync(join(folder, 'fill'), Buffer.alloc(128 * 1024))).toThrow('ENOSPC');
      await database.db.deleteFrom('key_check').execute();
      expect(await refusal(startAndStop({ P2C_DATA_DIR: folder }))).toMatch(/^The disk of .* is full/);
    } finally {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    }
  },
);
