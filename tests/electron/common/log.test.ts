import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#electron/common/log.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('writes one JSON line per event, readable only by this user', () => {
  const log = createLog({ folder: folder.path, source: 'main', now: () => new Date(0) });
  log('a.b', { code: 'x', n: 1 });
  const file = join(folder.path, 'main.log');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    source: 'main',
    event: 'a.b',
    code: 'x',
    n: 1,
  });
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('starts a new file when the old one is large, and keeps one old file', () => {
  const file = join(folder.path, 'main.log');
  writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
  createLog({ folder: folder.path, source: 'main' })('a');
  expect(statSync(file).size).toBeLessThan(200);
  expect(existsSync(`${file}.old`)).toBe(true);
});

test('does not interrupt work when the log cannot be written', () => {
  mkdirSync(join(folder.path, 'main.log'));
  expect(() => createLog({ folder: folder.path, source: 'main' })('a')).not.toThrow();
});

test('keeps logging after stderr is closed, such as when the user closes the terminal that started the application', async () => {
  const script = `
    import { createLog } from ${JSON.stringify(fileURLToPath(new URL('../../../electron/common/log.ts', import.meta.url)))};
    const log = createLog({ folder: ${JSON.stringify(folder.path)}, source: 'main' });
    process.stdin.once('data', () => log('first'));
    process.stdin.once('end', () => setImmediate(log, 'last'));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'pipe' });
  child.stderr.destroy();
  child.stdin.write('x');
  const lines = () => readFileSync(join(folder.path, 'main.log'), 'utf8').trim().split('\n');
  await expect.poll(() => existsSync(join(folder.path, 'main.log')) && lines().length).toBe(1);
  child.stdin.end();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(lines().map((line) => JSON.parse(line).event)).toEqual(['first', 'last']);
});
