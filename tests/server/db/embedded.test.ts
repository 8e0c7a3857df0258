import { execFile, spawn } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from '#server/db/embedded.ts';
import { openDatabase } from '#server/db/open.ts';
import { publicFolder } from '../../helpers/run-folder.ts';

const enterable = () => publicFolder('p2c-test-embedded-');
let folder: string;
/** A database that was created and stopped; each test that is not about creating one gets a copy. */
let made: string;
beforeAll(async () => {
  made = enterable();
  await (await startEmbedded(made, 'serve')).stop();
});
beforeEach(() => {
  folder = enterable();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(made, { recursive: true, force: true }));

/** Files keep their owners and permissions. */
const copyMade = () => promisify(execFile)('cp', ['-a', `${made}/.`, folder]);

const pid = () => Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

async function query(url: string, text: string): Promise<unknown[]> {
  const db = openDatabase(url, () => {}, 1);
  try {
    return (await sql.raw(text).execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

test('data survives a restart, and the database password is in a file only we can read', async () => {
  const first = await startEmbedded(folder, 'serve');
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  expect(() => pid()).toThrow('ENOENT');
  const second = await startEmbedded(folder, 'serve');
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(statSync(join(folder, 'postgres-password')).mode & 0o777).toBe(0o600);
  const wrong = first.url.replace(/:[^:@]+@/, ':wrong@');
  await expect(query(wrong, 'select 1')).rejects.toThrow();
});

test('a second server on the same folder is refused; a command may connect', async () => {
  await copyMade();
  const owner = await startEmbedded(folder, 'serve');
  await expect(startEmbedded(folder, 'serve')).rejects.toThrow('Another server is already using the data folder');
  const visitor = await startEmbedded(folder, 'visit');
  expect(await query(visitor.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await visitor.stop();
  expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await owner.stop();
});

test('a database left running by a killed server is taken over with everything that was committed', async () => {
  await copyMade();
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(fileURLToPath(new URL('../../../server/db/embedded.ts', import.meta.url)))});
    const { url } = await startEmbedded(${JSON.stringify(folder)}, 'serve');
    process.send(url);
    setInterval(() => {}, 1000);`;
  const killed = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve) => killed.once('message', (sent) => resolve(sent as string)));
  await query(url, 'create table kept as select 42 as answer');
  const gone = new Promise((resolve) => killed.once('exit', resolve));
  killed.kill('SIGKILL');
  await gone;
  const notes: string[] = [];
  const next = await startEmbedded(folder, 'serve', (note) => notes.push(note));
  expect(notes).toEqual(['took over a PostgreSQL that an earlier server had left running']);
  expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await next.stop();
});

test('if PostgreSQL dies while the server runs, it comes back at the same address', async () => {
  await copyMade();
  const notes: string[] = [];
  const running = await startEmbedded(folder, 'serve', (note) => notes.push(note));
  await query(running.url, 'create table kept as select 42 as answer');
  process.kill(pid(), 'SIGKILL');
  await expect
    .poll(() => query(running.url, 'select answer from kept').catch(() => null), { timeout: 30_000 })
    .toEqual([{ answer: 42 }]);
  await expect.poll(() => notes.at(-1)).toBe('the embedded PostgreSQL responds again');
  await expect(startEmbedded(folder, 'serve')).rejects.toThrow('Another server');
  await running.stop();
});

test('a pid file that now names another process does not prevent startup', async () => {
  await copyMade();
  const first = await startEmbedded(folder, 'serve');
  const lines = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  await first.stop();
  writeFileSync(join(folder, 'postgres/postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'));
  const second = await startEmbedded(folder, 'serve');
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a start right after server and PostgreSQL were killed waits for what is left of them', async () => {
  await copyMade();
  const first = await startEmbedded(folder, 'serve');
  // A session that is computing does not notice for seconds that PostgreSQL is gone. Until then, it keeps the shared
  // memory.
  const busy = query(first.url, 'select count(*) from generate_series(1, 30000000) as n where n % 7 = 3').catch(
    () => [],
  );
  await expect
    .poll(() => query(first.url, "select 1 from pg_stat_activity where query like '%n % 7 = 3' and state = 'active'"))
    .not.toHaveLength(0);
  // `second` acts as another process of the killed server. The keeper of `first` must not restart PostgreSQL meanwhile,
  // so `first` is stopped.
  const stopping = first.stop().catch(() => {});
  process.kill(pid(), 'SIGKILL');
  const second = await startEmbedded(folder, 'serve');
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await Promise.all([busy, stopping]);
  await second.stop();
});

test('a folder whose password file is missing is reported instead of starting over', async () => {
  await copyMade();
  rmSync(join(folder, 'postgres-password'));
  await expect(startEmbedded(folder, 'serve')).rejects.toThrow('is missing its password file');
});

test.runIf(process.getuid?.() === 0)('a folder only root can enter does not prevent startup', async () => {
  chmodSync(folder, 0o700);
  const notes: string[] = [];
  const running = await startEmbedded(folder, 'serve', (note) => notes.push(note));
  const [, elsewhere] = /the database is in (\S+)$/.exec(notes[0] ?? '') ?? [];
  expect(await query(running.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await running.stop();
  expect(elsewhere).toMatch(/^\/var\/lib\/p2c-review\/data\//);
  await promisify(execFile)('rm', ['-rf', elsewhere ?? '/nonexistent']);
});
