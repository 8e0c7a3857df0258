import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFlush } from '#electron/worker/db/flush-log.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('does not release a lock held by a concurrent writer', async () => {
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const many = Array.from({ length: 300 }, (_, at) => aReport({ serial: at + 1, facts: { how: 'x'.repeat(5000) } }));
  const { db } = filledCache(many, file);
  const flush = createLogFlush(db, file.path);
  const other = openCache(file);
  other.pragma('busy_timeout = 0');
  const flushing = flush.through();
  rawOf(db).exec('BEGIN IMMEDIATE');
  await flushing;
  expect(() => rawOf(other).exec('BEGIN IMMEDIATE')).toThrow(/locked/);
  rawOf(db).exec('COMMIT');
  rawOf(other).exec('BEGIN IMMEDIATE; COMMIT');
  other.close();
  db.close();
});

test('an in-memory cache has nothing to flush', async () => {
  const { db } = filledCache([aReport()]);
  const { ahead, through } = createLogFlush(db, null);
  await expect(Promise.all([ahead(), through()])).resolves.toBeDefined();
  db.close();
});

test('a failed flush of the log is an error if something depends on it, and otherwise left to the commit', async () => {
  const { db } = filledCache([aReport()], { path: join(folder.path, 'a.db'), keyHex: aKey() });
  const { ahead, through } = createLogFlush(db, join(folder.path, 'none.db'));
  await expect(ahead()).resolves.toBeUndefined();
  await expect(through()).rejects.toThrow(/ENOENT/);
  db.close();
});
