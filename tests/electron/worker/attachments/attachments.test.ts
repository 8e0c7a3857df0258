import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { seal, unseal } from '#electron/worker/attachments/sealed.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { fileWith } from '../../../helpers/attach.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { pdf, photograph } from '../../../helpers/pictures.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

let agency: Agency;
let session: SignInResult;
let photo: Uint8Array;
let report: Report;
let folder: Folder;
let cache: { path: string; keyHex: string };
let desk: TestWorkstation;

beforeAll(async () => {
  agency = await startAgency();
  session = await agency.signedIn();
  photo = await photograph();
  report = await fileWith(agency, [
    [photo, 'window.jpg'],
    [pdf(), 'receipt.pdf'],
  ]);
});
afterAll(() => agency.stop());
beforeEach(async () => {
  folder = temporaryFolder();
  cache = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  desk = await started();
});
afterEach(async () => {
  await agency.online();
  await desk.close();
  folder.remove();
});

async function started(kept: typeof cache | null = cache) {
  const next = startWorkstation(agency.url, session, kept);
  await until(next.queue, (ids) => ids.includes(report.id));
  return next;
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const which = (at: number, copy: 'shown' | 'original') => ({
  reportId: report.id,
  id: report.attachments[at]?.id ?? '',
  copy,
});
const sealedFiles = () => {
  const path = join(folder.path, 'a.files');
  return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
};

test('an encrypted photo that is briefly locked by another program is not discarded', async () => {
  await desk.readFile(which(0, 'shown'));
  const [path = ''] = sealedFiles();
  await agency.offline();
  renameSync(path, `${path}-aside`);
  mkdirSync(path);
  await expect(desk.readFile(which(0, 'shown'))).rejects.toMatchObject({ code: 'offline' });
  rmdirSync(path);
  renameSync(`${path}-aside`, path);
  expect((await desk.readFile(which(0, 'shown'))).bytes.length).toBeGreaterThan(0);
});

test('a photo opened once opens again offline, and after a restart', async () => {
  const { bytes, meta } = await desk.readFile(which(0, 'shown'));
  expect(sha256(bytes)).toBe(meta.view?.sha256);
  expect(await desk.calls['attachment.here']({ reportId: report.id })).toEqual([meta.id]);
  await agency.offline();
  // The cache size in the settings includes the file.
  const onDisk = () => statSync(cache.path).size + statSync(`${cache.path}-wal`).size;
  await until(
    async () => (await desk.calls['cache.state'](undefined)).bytes - onDisk(),
    (rest) => rest === bytes.length,
  );
  expect((await desk.readFile(which(0, 'shown'))).bytes.equals(bytes)).toBe(true);
  await desk.close();
  await agency.online();
  desk = await started();
  await agency.offline();
  expect((await desk.readFile(which(0, 'shown'))).bytes.equals(bytes)).toBe(true);
});

test('the original is returned as it was sent; one never opened reports that the server cannot be reached', async () => {
  expect((await desk.readFile(which(1, 'original'))).bytes.equals(pdf())).toBe(true);
  await agency.offline();
  await expect(desk.readFile(which(0, 'original'))).rejects.toMatchObject({ code: 'offline' });
  await expect(desk.readFile(which(1, 'shown'))).rejects.toMatchObject({ code: 'not_found' });
});

test('a damaged encrypted file is downloaded again, and never shown as something else', async () => {
  const { bytes } = await desk.readFile(which(0, 'shown'));
  const [file = ''] = sealedFiles();
  const damaged = readFileSync(file);
  damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, damaged);
  await agency.offline();
  await expect(desk.readFile(which(0, 'shown'))).rejects.toMatchObject({ code: 'offline' });
  await agency.online();
  expect((await desk.readFile(which(0, 'shown'))).bytes.equals(bytes)).toBe(true);
  expect(sealedFiles()).toHaveLength(1);
});

test('without a keychain files are kept only in memory', async () => {
  const own = await started(null);
  await own.readFile(which(0, 'shown'));
  await agency.offline();
  expect((await own.readFile(which(0, 'shown'))).bytes.length).toBeGreaterThan(0);
  expect(await own.calls['attachment.here']({ reportId: report.id })).toEqual([report.attachments[0]?.id]);
  expect(sealedFiles()).toEqual([]);
  await own.close();
});

test('a file opens only with its own key and only under its own identity', () => {
  const key = Buffer.alloc(32, 7);
  const bytes = Buffer.from('a photograph');
  const sealed = seal(bytes, key, 'report a view');
  expect(unseal(sealed, key, 'report a view')?.equals(bytes)).toBe(true);
  expect(unseal(sealed, key, 'report b view')).toBeNull();
  expect(unseal(sealed, Buffer.alloc(32, 8), 'report a view')).toBeNull();
  expect(unseal(sealed.subarray(0, -1), key, 'report a view')).toBeNull();
  expect(unseal(Buffer.alloc(5), key, 'report a view')).toBeNull();
});

test('a report closed long ago is not cached, and still opens from the server with its files', async () => {
  const old = await fileWith(agency, [[photo, 'door.jpg']]);
  // Waits until the report's letter is sent, because sending the letter changes the report, too.
  await until(
    () => agency.report(old.id),
    ({ history }) => history.at(-1)?.kind === 'letter_sent',
  );
  await sql`update report set state = 'approved', changed_at = now() - interval '200 days', version = version + 1
    where id = ${old.id}`.execute(agency.deps.db);
  const later = await agency.file();
  const fresh = startWorkstation(agency.url, session, { path: join(folder.path, 'b.db'), keyHex: aKey() });
  await until(fresh.queue, (ids) => ids.includes(later.id));
  expect(await fresh.queue({ filter: { states: ['approved'], kinds: [], text: '', likelyDuplicate: false } })).toEqual(
    [],
  );
  // Reading ahead never asks the server, which would log that the report was read.
  expect(await fresh.calls['report.ahead']({ id: old.id })).toBeNull();
  expect((await fresh.calls['report.ahead']({ id: later.id }))?.report.id).toBe(later.id);
  expect((await fresh.calls['report.get']({ id: old.id })).report.state).toBe('approved');
  const { bytes, meta } = await fresh.readFile({
    reportId: old.id,
    id: old.attachments[0]?.id ?? '',
    copy: 'original',
  });
  expect(sha256(bytes)).toBe(meta.sha256);
  expect(await fresh.calls['attachment.here']({ reportId: old.id })).toEqual([]);
  await fresh.close();
});
