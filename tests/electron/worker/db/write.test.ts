import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { type Tx, write, writeRepeatable } from '#electron/worker/db/write.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('code with only a connection cannot write by a statement or a store: the types forbid it', () => {
  const { db, reports } = filledCache([aReport({ serial: 1 })]);
  const remove = db.prepare('DELETE FROM report');
  const wrong = [
    // @ts-expect-error a statement is carried out by a leave to write
    () => remove.run(),
    // @ts-expect-error so is any other text
    () => db.exec('DELETE FROM report'),
    // @ts-expect-error a transaction gives none
    () => db.transaction(() => reports.remove(1)),
    // @ts-expect-error a store wants one
    () => reports.remove(1),
    // @ts-expect-error nobody makes one
    () => reports.remove({ run: () => ({ changes: 1, lastInsertRowid: 1 }), exec: () => {} }, 1),
  ];
  expect(wrong).toHaveLength(5);
  write(db, (tx) => reports.remove(tx, 1));
  expect(reports.get(aReport({ serial: 1 }).id)).toBeNull();
  db.close();
});

test('a leave that was kept beyond its transaction writes nothing', () => {
  const { db, reports } = filledCache([aReport({ serial: 1 })]);
  const kept: Tx[] = [];
  write(db, (tx) => kept.push(tx));
  for (const tx of kept) {
    expect(() => reports.remove(tx, 1)).toThrow(expect.objectContaining({ code: 'disk_refused' }));
    expect(() => tx.exec('DELETE FROM report')).toThrow(expect.objectContaining({ code: 'disk_refused' }));
  }
  expect(reports.get(aReport({ serial: 1 }).id)).not.toBeNull();
  db.close();
});

test("flushes an officer's action to disk, even after a write the server could duplicate", () => {
  const { db } = filledCache([], { path: join(folder.path, 'a.db'), keyHex: aKey() });
  const level = () => Number(db.pragma('synchronous', { simple: true }));
  expect(writeRepeatable(db, level)).toBe(1);
  expect(write(db, level)).toBe(2);
  expect(writeRepeatable(db, level)).toBe(1);
  expect(() =>
    write(db, () => {
      throw new Error('taken back');
    }),
  ).toThrow();
  expect(write(db, level)).toBe(2);
  db.close();
});

test('reports a file locked by another connection, and saves nothing', () => {
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const [mine, other] = [openCache(file), openCache(file)];
  mine.pragma('busy_timeout = 0');
  rawOf(other).exec('BEGIN IMMEDIATE');
  expect(() => write(mine, () => undefined)).toThrow(expect.objectContaining({ code: 'cache_busy' }));
  rawOf(other).exec('COMMIT');
  expect(write(mine, () => 'saved')).toBe('saved');
  mine.close();
  other.close();
});

test('on a full disk saves all of a change or nothing, and reports that the disk is full', () => {
  const cache = filledCache([aReport({ serial: 1 })], { path: join(folder.path, 'a.db'), keyHex: aKey() });
  cache.db.pragma(`max_page_count = ${Number(cache.db.pragma('page_count', { simple: true })) + 2}`);
  const many = Array.from({ length: 200 }, (_, i) => aReport({ serial: i + 2, facts: { how: 'x'.repeat(5000) } }));
  expect(() => write(cache.db, (tx) => many.forEach((one) => cache.keepIn(tx, one)))).toThrow(
    expect.objectContaining({ code: 'disk_full' }),
  );
  expect(cache.db.prepare('SELECT count(*) FROM report').pluck().get()).toBe(1);
  expect(cache.db.prepare('SELECT count(*) FROM queue').pluck().get()).toBe(1);
  cache.db.close();
});
