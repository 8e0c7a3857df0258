import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { downloadFile } from '#electron/worker/updates/download.ts';
import { updatesFolder } from '#server/updates/serve.ts';
import type { ReleaseFile } from '#shared/updates/release.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

const NAME = 'p2c-review-0.2.0-x64.AppImage';
const BYTES = Buffer.alloc(3_000_000, 'an update of three megabytes ');
const FILE: ReleaseFile = {
  name: NAME,
  size: BYTES.length,
  sha512: createHash('sha512').update(BYTES).digest('base64'),
  platform: 'linux',
  arch: 'x64',
  kind: 'appimage',
};
/** No disk space has to stay free here, because a full disk on this machine must not fail the tests. */
const NO_RESERVE = 0;

let agency: Agency;
let folder: Folder;
/** A test's own server in front of the agency's, for faults in the middle of a download. */
let other: Server | null;
beforeAll(async () => {
  agency = await startAgency();
  mkdirSync(updatesFolder(agency.dataDir), { recursive: true });
  writeFileSync(join(updatesFolder(agency.dataDir), NAME), BYTES);
});
afterAll(() => agency.stop());
beforeEach(() => {
  folder = temporaryFolder();
  other = null;
});
afterEach(() => {
  other?.closeAllConnections();
  other?.close();
  folder.remove();
});

async function download(server: string, file = FILE): Promise<string> {
  const api = createApi({ server, token: () => null });
  try {
    return await downloadFile(api, { file, folder: folder.path, reserveBytes: NO_RESERVE });
  } finally {
    api.close();
  }
}

const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(answer);
    other = server;
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${Object(server.address()).port}`));
  });
const part = () => join(folder.path, `${NAME}.part`);

test('a file arrives whole, and only once', async () => {
  const path = await download(agency.url);
  expect(readFileSync(path)).toEqual(BYTES);
  const asked = agency.seen.length;
  expect(await download(agency.url)).toBe(path);
  expect(agency.seen.length).toBe(asked);
});

test('when the server goes away in the middle, the next attempt asks only for the rest', async () => {
  const half = await serve((_, response) => {
    response.writeHead(200, { 'content-length': BYTES.length });
    response.write(BYTES.subarray(0, 1_000_000), () => response.destroy());
  });
  await expect(download(half)).rejects.toMatchObject({ code: 'offline' });
  const kept = readFileSync(part()).length;
  expect(kept).toBeGreaterThan(0);
  let range: string | undefined;
  const rest = await serve((request, response) => {
    range = request.headers.range;
    response.writeHead(206, { 'content-range': `bytes ${kept}-${BYTES.length - 1}/${BYTES.length}` });
    response.end(BYTES.subarray(kept));
  });
  expect(readFileSync(await download(rest))).toEqual(BYTES);
  expect(range).toBe(`bytes=${kept}-`);
});

test('the agency server answers such a request with the rest', async () => {
  writeFileSync(part(), BYTES.subarray(0, 1234));
  expect(readFileSync(await download(agency.url))).toEqual(BYTES);
});

test('a server that sends everything again is understood', async () => {
  writeFileSync(part(), BYTES.subarray(0, 1234));
  const whole = await serve((_, response) => response.writeHead(200).end(BYTES));
  expect(readFileSync(await download(whole))).toEqual(BYTES);
});

test('a part that is wrong is found out, and the next attempt starts over', async () => {
  writeFileSync(part(), 'not the beginning of it');
  await expect(download(agency.url)).rejects.toMatchObject({ code: 'wrong_file' });
  expect(existsSync(part())).toBe(false);
  expect(readFileSync(await download(agency.url))).toEqual(BYTES);
});

test('a server that never stops sending is cut off at the signed size', async () => {
  let sent = 0;
  const endless = await serve((_, response) => {
    response.writeHead(200);
    const more = () => {
      sent += 1_000_000;
      if (response.write(Buffer.alloc(1_000_000))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  await expect(download(endless)).rejects.toMatchObject({ code: 'wrong_file' });
  expect(existsSync(part())).toBe(false);
  expect(sent).toBeLessThan(100_000_000);
});

test('a disk that would become too full is left alone', async () => {
  const api = createApi({ server: agency.url, token: () => null });
  const asked = agency.seen.length;
  const all = { file: FILE, folder: folder.path, reserveBytes: Number.MAX_SAFE_INTEGER };
  await expect(downloadFile(api, all)).rejects.toMatchObject({ code: 'disk_full' });
  api.close();
  expect(agency.seen.length).toBe(asked);
});

test('what was downloaded of other releases is removed', async () => {
  writeFileSync(join(folder.path, 'p2c-review-0.1.5-x64.AppImage.part'), 'old');
  await download(agency.url);
  expect(existsSync(join(folder.path, 'p2c-review-0.1.5-x64.AppImage.part'))).toBe(false);
});

test('a file that the server does not have is an error, not an empty file', async () => {
  await expect(download(agency.url, { ...FILE, name: 'none.AppImage' })).rejects.toMatchObject({ code: 'not_found' });
});
