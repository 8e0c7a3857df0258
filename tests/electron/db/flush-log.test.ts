import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFlush } from '#electron/db/flush-log.ts';
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
  const many = Array.from({ length: 300 }, (_, at) => aReport({ serial: at + 1, facts: { how: 'x'.repeat(5000) } }));
  const { db } = filledCache(many, file);
  const flush = createLogFlush(db, file.path);
  const other = openCache(file);
  other.pragma('busy_timeout = 0');
  const flushing = flush();
  db.exec('BEGIN IMMEDIATE');
  await flushing;
  expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/);
  db.exec('COMMIT');
  other.exec('BEGIN IMMEDIATE; COMMIT');
  other.close();
  db.close();
});

test('a cache in memory and a log that is not there have nothing to be written through', async () => {
  const { db } = filledCache([aReport()]);
  await expect(createLogFlush(db, null)()).resolves.toBeUndefined();
  await expect(createLogFlush(db, join(folder.path, 'none.db'))()).resolves.toBeUndefined();
  db.close();
});
