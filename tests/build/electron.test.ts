import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronBinary, provideElectron } from '../../build/electron.mjs';

const modules = resolve(import.meta.dirname, '../../node_modules');
const { version } = JSON.parse(readFileSync(join(modules, 'electron/package.json'), 'utf8')) as { version: string };
const zipName = `electron-v${version}-${process.platform}-${process.arch}.zip`;
const HOUR_MS = 3_600_000;

let home: string;
let folder: string;
let mirror: Server;
let requests: string[];
let answer: RequestListener;

/** Puts npm's unmodified package into its own folder, with a mirror that responds as each test specifies. */
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'p2c-electron-'));
  folder = join(home, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'install.js', 'checksums.json'])
    cpSync(join(modules, 'electron', file), join(folder, file));
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(join(modules, scope), join(home, 'node_modules', scope));
  requests = [];
  mirror = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => mirror.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  mirror.closeAllConnections();
  mirror.close();
  rmSync(home, { recursive: true, force: true });
});

const provide = (env: Record<string, string> = {}, now = Date.now()) =>
  provideElectron({
    folder,
    memory: join(home, 'cache/failed.json'),
    now,
    env: {
      ...process.env,
      electron_config_cache: join(home, 'downloads'),
      ELECTRON_MIRROR: `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/`,
      ...env,
    },
  });

/** Returns a zip with the content that the package would download. */
function zip(): Buffer {
  const file = join(home, zipName);
  const script = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as zip:
    zip.writestr('electron', 'a binary')
    zip.writestr('version', 'v${version}')`;
  execFileSync('python3', ['-c', script, file]);
  return readFileSync(file);
}

test('a stalled mirror is abandoned after the timeout and not tried again for a day', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('the first bytes');
  };
  const now = Date.now();
  const env = { P2C_FETCH_TIMEOUT_MS: '6000' };
  expect(await provide(env, now)).toEqual({ binary: null, why: 'its download stalled: no data for 6 s' });
  expect(requests).toHaveLength(1);

  const later = await provide(env, now + 23 * HOUR_MS);
  expect(later).toMatchObject({
    why: expect.stringMatching(/no data for 6 s \(next attempt a day after .* npx install-electron\)/),
  });
  expect(requests).toHaveLength(1);
  answer = (_request, response) => response.writeHead(404).end();
  await provide({}, now + 25 * HOUR_MS);
  expect(requests).toHaveLength(2);
});

test('a slow mirror is not treated as stalled', async () => {
  const bytes = zip();
  const sum = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(folder, 'checksums.json'), JSON.stringify({ [zipName]: sum }));
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': String(bytes.length) });
    const step = Math.ceil(bytes.length / 10);
    const send = (at: number): void => {
      if (at >= bytes.length) return void response.end();
      response.write(bytes.subarray(at, at + step));
      setTimeout(send, 600, at + step);
    };
    send(0);
  };
  expect(await provide({ P2C_FETCH_TIMEOUT_MS: '5000' })).toEqual({ binary: join(folder, 'dist/electron') });
  expect(electronBinary({}, folder)).toBe(join(folder, 'dist/electron'));
  expect(requests).toEqual([`/v${version}/${zipName}`]);
});

test('a mirror that does not have the file is reported', async () => {
  answer = (_request, response) => response.writeHead(404).end();
  expect(await provide()).toMatchObject({
    binary: null,
    why: expect.stringMatching(/^its download failed: Response code 404/),
  });
});

test('a download with the wrong content is rejected', async () => {
  const bytes = zip();
  answer = (_request, response) => response.end(bytes);
  expect(await provide()).toMatchObject({ binary: null, why: expect.stringContaining('checksum') });
  expect(electronBinary({}, folder)).toBeNull();
});

test('the folder in ELECTRON_OVERRIDE_DIST_PATH is used, and nothing is downloaded if it has no Electron', async () => {
  const other = join(home, 'other');
  mkdirSync(other);
  const env = { ELECTRON_OVERRIDE_DIST_PATH: other };
  expect(await provide(env)).toEqual({
    binary: null,
    why: `Electron was not found in ELECTRON_OVERRIDE_DIST_PATH (${other})`,
  });
  writeFileSync(join(other, 'electron'), 'a binary');
  expect(await provide(env)).toEqual({ binary: join(other, 'electron') });
  expect(requests).toEqual([]);
});

test('a binary of a different version than the package is ignored', () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(folder, 'dist/electron'), 'a binary');
  writeFileSync(join(folder, 'dist/version'), 'v1.0.0');
  expect(electronBinary({}, folder)).toBeNull();
  writeFileSync(join(folder, 'dist/version'), version);
  expect(electronBinary({}, folder)).toBe(join(folder, 'dist/electron'));
});
