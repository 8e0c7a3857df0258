import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileFolder } from '#electron/worker/attachments/file-folder.ts';
import { write } from '#electron/worker/db/write.ts';
import { aReport } from '../../../helpers/builders.ts';
import { type Folder, filledCache, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string, attachmentId: string) => ({
  reportId: aReport().id,
  attachmentId,
  copy: 'view' as const,
  name,
  key: Buffer.alloc(32),
  bytes: 3,
});

test('removing a report deletes the keys of its files at once, and the sweep deletes the files', async () => {
  const cache = filledCache([aReport()]);
  const files = openFileFolder(folder.path);
  const { name, booked } = await files.write(Buffer.from('abc'));
  expect(write(cache.db, (tx) => cache.files.add(tx, file(name, 'a')))).toBe(true);
  booked();
  expect(await files.sweep(cache.files.names)).toBe(0);
  write(cache.db, (tx) => cache.reports.remove(tx, cache.reports.seqOf(aReport().id) ?? 0));
  expect(cache.files.get('a', 'view')).toBeNull();
  expect(await files.sweep(cache.files.names)).toBe(1);
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a file of a report that has since been removed is not recorded', () => {
  const empty = filledCache([]);
  expect(write(empty.db, (tx) => empty.files.add(tx, file('x', 'a')))).toBe(false);
});

test('the sweep removes files half-written in a crash, and leaves files being written and unrelated files', async () => {
  const cache = filledCache([aReport()]);
  const files = openFileFolder(folder.path);
  writeFileSync(join(folder.path, '0195706f-0000-4000-8000-000000000001.new'), 'half');
  writeFileSync(join(folder.path, 'notes.txt'), 'not ours');
  const { name, booked } = await files.write(Buffer.from('abc'));
  expect(await files.sweep(cache.files.names)).toBe(1);
  expect(readdirSync(folder.path).sort()).toEqual([name, 'notes.txt'].sort());
  booked();
  expect(await files.sweep(cache.files.names)).toBe(1);
});

test('a partly written file is deleted at once, since a full disk needs the space for decisions', async () => {
  const files = openFileFolder(folder.path);
  // A value that cannot be written, for any reason.
  await expect(files.write(Object(1))).rejects.toThrow();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a file that exists but cannot be read right now is not treated as missing', async () => {
  const files = openFileFolder(folder.path);
  mkdirSync(join(folder.path, '0195706f-0000-4000-8000-000000000001'));
  await expect(files.read('0195706f-0000-4000-8000-000000000001')).rejects.toThrow('EISDIR');
  expect(await files.read('0195706f-0000-4000-8000-000000000002')).toBeNull();
});
