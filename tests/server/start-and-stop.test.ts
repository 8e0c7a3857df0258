import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { publishFirstPolicy } from '#server/first-policy.ts';
import { type FreshDatabase, freshDatabase } from '../helpers/database.ts';
import { TEST_KEY } from '../helpers/test-key.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ready = z.object({ kind: z.literal('ready'), url: z.url() });
let database: FreshDatabase;
let dataDir: string;
let children: ChildProcess[];

// Builds only if the build is older than its sources.
beforeAll(() => {
  execFileSync(process.execPath, ['build/build-all.ts'], { cwd: root });
});
beforeEach(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'p2c-start-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts a server process as a service manager does. */
function launch(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['out/server/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.url,
      P2C_DATA_DIR: dataDir,
      P2C_LOG: 'error',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (text) => {
    said += String(text);
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = Promise.race<string>([
    new Promise<string>((resolve) => child.once('message', (message) => resolve(ready.parse(message).url))),
    exit.then((code) => Promise.reject(new Error(`ended with ${code}: ${said}`))),
  ]);
  url.catch(() => {});
  return { child, exit, url, said: () => said };
}

test('servers that start together on a new database publish the first policy once, and all of them work', async () => {
  const servers = [launch(), launch(), launch()];
  for (const { url } of servers) expect((await fetch(`${await url}/healthz`)).status).toBe(200);
  const versions = await database.db.selectFrom('policy').select('version').execute();
  expect(versions).toEqual([{ version: 1 }]);
  const published = database.db.selectFrom('audit').select('seq').where('action', '=', 'policy.publish');
  expect(await published.execute()).toHaveLength(1);
});

test('a server that starts before its database waits for it, and stops at once when asked to', async () => {
  const { hostname, port } = new URL(database.url);
  const line = createServer((from) => {
    const to = connect(Number(port), hostname);
    from.pipe(to).pipe(from);
    for (const end of [from, to]) end.on('error', () => to.destroy());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const own = line.address() as AddressInfo;
  line.close();
  await once(line, 'close');
  const url = new URL(database.url);
  url.host = `127.0.0.1:${own.port}`;
  const [early, stopped] = [launch({ DATABASE_URL: url.href }), launch({ DATABASE_URL: url.href })];
  for (const { said } of [early, stopped]) await expect.poll(said, { timeout: 20_000 }).toContain('trying again');
  stopped.child.kill('SIGTERM');
  expect(await stopped.exit).toBe(0);
  line.listen(own.port, '127.0.0.1');
  expect((await fetch(`${await early.url}/healthz`)).status).toBe(200);
  early.child.kill('SIGTERM');
  expect(await early.exit).toBe(0);
  line.close();
});

test('when several servers look for a policy at the same time, only one publishes it', async () => {
  const deps = { db: database.db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://localhost' };
  await Promise.all(Array.from({ length: 5 }, () => publishFirstPolicy(deps, join(root, 'resources/policy.json'))));
  expect(await database.db.selectFrom('policy').select('version').execute()).toEqual([{ version: 1 }]);
});

test('processes that request the recovery key at the same time all get the same one', async () => {
  // Startup times differ, so the processes wait until all of them are ready.
  const script = `
    const { openRecoveryKeys } = await import('./server/recovery/key-pair.ts');
    process.send('ready');
    await new Promise((resolve) => process.once('message', resolve));
    process.disconnect();
    process.stdout.write(openRecoveryKeys(${JSON.stringify(dataDir)}, null).public.keyId);`;
  const started = Array.from({ length: 6 }, () => {
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'ipc'];
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio });
    children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        said += String(text);
      });
    }
    const closed = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
    return { child, closed, ready: Promise.race([once(child, 'message'), closed]) };
  });
  await Promise.all(started.map(({ ready }) => ready));
  for (const { child } of started) if (child.connected) child.send('now');
  const keys = await Promise.all(started.map(({ closed }) => closed));
  expect(keys[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(keys).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(['recovery-key']);
});

test('a server that is asked to stop does so at once, even if clients keep connections open', async () => {
  const { child, exit, url } = launch();
  const { hostname, port } = new URL(await url);
  const open = async (first: string): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    if (first !== '') socket.write(first);
    return socket;
  };
  const sockets = [
    // Opened in advance, as browsers and proxies do, and never used.
    await open(''),
    // Kept open after a response.
    await open('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'),
    await open('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'),
  ];
  await Promise.all(sockets.slice(1).map((socket) => new Promise((resolve) => socket.once('data', resolve))));
  // A request that is never completed.
  sockets.push(await open('POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'));
  const began = Date.now();
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(Date.now() - began).toBeLessThan(9_000);
  for (const socket of sockets) socket.destroy();
});

test('a process that was asked to stop says so at once, answers until then, and keeps no connection', async () => {
  const { child, exit, url } = launch({ P2C_DRAIN_SECONDS: '6' });
  const base = await url;
  const { hostname, port } = new URL(base);
  const ask = async (path: string) => {
    const { status, headers } = await fetch(base + path);
    return { status, connection: headers.get('connection') };
  };
  await expect.poll(async () => (await ask('/readyz')).status, { timeout: 30_000 }).toBe(200);
  expect(await ask('/')).toEqual({ status: 200, connection: 'keep-alive' });
  const kept = connect(Number(port), hostname);
  let heard = '';
  kept.on('data', (text) => {
    heard += String(text);
  });
  const get = (path: string) => kept.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  get('/healthz');
  await expect.poll(() => heard).toContain('"ok":true');
  const began = Date.now();
  child.kill('SIGTERM');
  await expect.poll(async () => (await ask('/readyz')).status, { interval: 20 }).toBe(503);
  expect(await ask('/')).toEqual({ status: 200, connection: 'close' });
  heard = '';
  get('/report');
  await expect.poll(() => heard).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
  expect(await exit).toBe(0);
  expect(Date.now() - began).toBeGreaterThan(5_900);
});
