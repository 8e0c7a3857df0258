import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { aReport, facts } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const everyByte = () =>
  Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name)))).toString('latin1');

describe('the encrypted cache', () => {
  test('returns what was saved when reopened with its key', () => {
    const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const report = aReport();
    filledCache([report], file).db.close();
    const again = filledCache([], file);
    expect(again.reports.get(report.id)).toEqual(report);
    again.db.close();
  });

  test('cannot be read with another key, and trying loses nothing', () => {
    const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const report = aReport();
    filledCache([report], file).db.close();
    const before = readFileSync(file.path);
    expect(() => openCache({ ...file, keyHex: aKey() })).toThrow(expect.objectContaining({ code: 'cache_unreadable' }));
    expect(readFileSync(file.path).equals(before)).toBe(true);
    const again = filledCache([], file);
    expect(again.reports.get(report.id)).toEqual(report);
    again.db.close();
  });

  test('reports a file that is not our database, is damaged, or has no key', () => {
    const path = join(folder.path, 'a.db');
    writeFileSync(path, 'this is a text file, and a long one at that. '.repeat(200));
    expect(() => openCache({ path, keyHex: aKey() })).toThrow(expect.objectContaining({ code: 'cache_unreadable' }));
    expect(() => openCache({ path, keyHex: null })).toThrow(expect.objectContaining({ code: 'cache_unreadable' }));
  });

  test('opens while another connection is writing, if nothing needs migrating', () => {
    const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const writer = openCache(file);
    rawOf(writer).exec('BEGIN IMMEDIATE');
    const db = openCache(file);
    expect(db.prepare('SELECT count(*) FROM report').pluck().get()).toBe(0);
    db.close();
    rawOf(writer).exec('COMMIT');
    writer.close();
  });

  test('leaves no text of a report on disk in plain text, in the file or its log', () => {
    const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
    const words = ['Quetzalcoatlus', 'zyzzyva@example.org', 'Xanthippe'];
    const report = aReport({
      facts: { how: `${words[0]} took it.`, who: { email: words[1] ?? '', familyName: words[2] ?? '' } },
    });
    const { db } = filledCache([report], file);
    expect(readdirSync(folder.path)).toContain('a.db-wal');
    for (const word of words) expect(everyByte()).not.toContain(word);
    db.pragma('wal_checkpoint(TRUNCATE)');
    for (const word of words) expect(everyByte()).not.toContain(word);
    db.close();
    // Proves that the search works: it finds a plain file with these words.
    writeFileSync(join(folder.path, 'plain.txt'), JSON.stringify(facts({ how: words[0] ?? '' })));
    expect(everyByte()).toContain(words[0]);
  });

  test('flushes every commit to disk', () => {
    const db = openCache({ path: join(folder.path, 'a.db'), keyHex: aKey() });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    // Without this pragma macOS does not flush to the disk; elsewhere it has no effect.
    expect(db.pragma('fullfsync', { simple: true })).toBe(1);
    expect(db.pragma('temp_store', { simple: true })).toBe(2);
    expect(db.pragma('cipher', { simple: true })).toBe('sqlcipher');
    expect(db.pragma('cache_size', { simple: true })).toBe(-64 * 1024);
    db.close();
  });
});
