import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { flushLog } from '#electron/db/flush-log.ts';
import { openCache } from '#electron/db/open.ts';
import { aReport } from '../../helpers/builders.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('takes no lock away from whoever writes meanwhile', async () => {
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const { db } = filledCache([aReport()], file);
  const other = openCache(file);
  other.pragma('busy_timeout = 0');
  db.exec('BEGIN IMMEDIATE');
  await flushLog(file.path);
  expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/);
  db.exec('COMMIT');
  other.exec('BEGIN IMMEDIATE; COMMIT');
  other.close();
  db.close();
});

test('a cache in memory and a log that is not there have nothing to be written through', async () => {
  await expect(flushLog(null)).resolves.toBeUndefined();
  await expect(flushLog(join(folder.path, 'none.db'))).resolves.toBeUndefined();
});
