import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createUpdates, type Updates } from '#electron/main/shell/updater.ts';
import { publishUpdate } from '#server/updates/publish.ts';
import { updatesFolder } from '#server/updates/serve.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let agency: Agency;
let folder: Folder;
let told: number;
let library: AppImageUpdater;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(() => {
  folder = temporaryFolder();
  told = 0;
});
afterEach(() => {
  folder.remove();
  rmSync(updatesFolder(agency.dataDir), { recursive: true, force: true });
});

/** The library's own HTTP code, with its one Electron call replaced. */
const nodeExecutor = () =>
  Object.assign(new ElectronHttpExecutor(), {
    createRequest: (options: RequestOptions, callback: (response: IncomingMessage) => void) =>
      http.request(options, callback),
  });

/** The library's own updater for Linux, on Node's HTTP instead of Electron's. */
function updates(version: string): Updates {
  library = new AppImageUpdater(null, {
    version,
    name: 'P2C Review',
    isPackaged: false,
    appUpdateConfigPath: join(folder.path, 'none.yml'),
    userDataPath: folder.path,
    baseCachePath: folder.path,
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  });
  Object.assign(library, { httpExecutor: nodeExecutor() });
  return createUpdates({
    version,
    server: agency.url,
    isPackaged: false,
    announce: () => {
      told += 1;
    },
    log: () => {},
    now: () => new Date(),
    load: () => Promise.resolve(library),
  });
}

async function publish(version: string): Promise<void> {
  const name = `p2c-review-${version}.AppImage`;
  const content = `version ${version}`;
  const sha512 = createHash('sha512').update(content).digest('base64');
  writeFileSync(join(folder.path, name), content);
  writeFileSync(
    join(folder.path, process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml'),
    [
      `version: ${version}`,
      'files:',
      `  - url: ${name}`,
      `    sha512: ${sha512}`,
      `    size: ${content.length}`,
      `path: ${name}`,
      `sha512: ${sha512}`,
      `releaseDate: '2026-03-08T09:00:00.000Z'`,
      '',
    ].join('\n'),
  );
  await publishUpdate(folder.path, agency.dataDir);
}

test('reports an unknown state before the first check', () => {
  expect(updates('1.0.0').state()).toMatchObject({ current: '1.0.0', phase: 'unknown', checkedAt: null });
});

test("finds a newer version in the agency server's feed, and downloads nothing", async () => {
  await publish('1.1.0');
  const state = await updates('1.0.0').check();
  expect(state).toMatchObject({ phase: 'available', available: '1.1.0', problem: null, checkedAt: expect.any(String) });
  expect(told).toBe(2);
  expect(agency.seen.filter((one) => one.includes('AppImage'))).toEqual([]);
  expect(library).toMatchObject({
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    channel: null,
  });
});

test('is up to date with the offered version, and never downgrades to an older one', async () => {
  await publish('1.1.0');
  expect(await updates('1.1.0').check()).toMatchObject({ phase: 'up_to_date', available: null });
  expect(await updates('1.2.0').check()).toMatchObject({ phase: 'up_to_date', available: null });
});

test('an agency that offers no updates is not an error; an unreachable server is one, reported in plain words', async () => {
  expect(await updates('1.0.0').check()).toMatchObject({ phase: 'none_offered', problem: null });
  await agency.offline();
  const own = updates('1.0.0');
  const [first, second] = await Promise.all([own.check(), own.check()]);
  expect(first).toMatchObject({ phase: 'failed', problem: 'not_asked' });
  expect(second).toBe(first);
  await agency.online();
});
