import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitSlices, slicedTransaction, write } from '#electron/worker/db/write.ts';
import { startDrain } from '#electron/worker/duplicates/drain.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import { p2cModel } from '#electron/worker/duplicates/model.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';
import { until } from '../../../helpers/workstation.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/**
 * Makes a cache with 400 reports still to be linked, two by each person, and a drain for them. The linker uses a
 * different model from the one the cache started with, so all reports are reread.
 */
function couples(retryMs?: number) {
  const path = join(folder.path, 'a.db');
  const cache = filledCache([], { path, keyHex: aKey() });
  const { db, links } = cache;
  const linker = createLinker(cache, { ...p2cModel, version: 'next' });
  /** Stores these reports, two by each person. */
  const add = (from: number, to: number) =>
    write(db, (tx) => {
      for (let serial = from; serial <= to; serial += 1) {
        const who = { email: `person${serial >> 1}@example.org`, phone: null };
        linker.link(tx, cache.reports.save(tx, aReport({ serial, facts: { who } }), null, NO_HINTS, 1) ?? 0);
      }
    });
  add(1, 400);
  const said: string[] = [];
  let [idle, told] = [0, 0];
  const drain = startDrain({
    db,
    linker,
    mustWait: () => false,
    shown: () => {
      told += 1;
    },
    idle: () => {
      idle += 1;
    },
    makeRoom: () => Promise.resolve(),
    log: (event) => void said.push(event),
    ...(retryMs === undefined ? {} : { retryMs }),
  });
  /** Runs the drain until nothing is left to do or it gives up. */
  const run = async () => {
    const before = idle;
    drain.poke();
    await until(
      () => idle,
      (n) => n > before,
    );
  };
  return { path, cache, db, links, linker, add, drain, run, said, told: () => told, ended: () => idle };
}

test('linking interrupted by a full disk is completed when there is space again', async () => {
  const { cache, db, links, run, said, drain } = couples();
  const index = ({ db: of }: typeof cache) => ({
    pairs: of.prepare('SELECT id, other FROM link_pair ORDER BY id, other').all(),
    read: of.prepare('SELECT id FROM link_record JOIN link_rest USING (id) ORDER BY id').all(),
    keys: of.prepare('SELECT id, count(*) AS n FROM link_key GROUP BY id ORDER BY id').all(),
  });
  const pages = (more: number) =>
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + more}`);
  // The limit grows each time, so the failures hit every part of the work.
  let runs = 0;
  for (let failed = -1; said.length > failed; runs += 1) {
    failed = said.length;
    pages(6 + 4 * runs);
    await run();
  }
  expect(runs).toBeGreaterThan(5);
  expect(new Set(said)).toEqual(new Set(['links.failed']));
  await drain.stop();
  const reports = db.prepare<[], string>('SELECT body FROM report ORDER BY seq').pluck().all();
  const fresh = filledCache(reports.map((body) => JSON.parse(body)));
  expect(index(cache).pairs.length).toBeGreaterThan(300);
  expect(index(cache)).toEqual(index(fresh));
  expect(links.dirty()).toBeNull();
  fresh.db.close();
  db.close();
});

test('linking interrupted by a full disk resumes automatically, and viewers told of gaps are updated at the end', async () => {
  const { cache, db, links, linker, add, run, told, ended, drain } = couples(20);
  await run();
  add(1001, 1001);
  const { id } = aReport({ serial: 1001 });
  rawOf(cache.db).exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.link_record BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
  );
  await run();
  expect(linker.isDue(id)).toBe(true);
  const before = told();
  rawOf(db).exec('DROP TRIGGER temp.full');
  // The drain retries on its own, without being called.
  await until(ended, (n) => n > 2 && !linker.isDue(id));
  expect([links.dirty(), told() > before]).toEqual([null, true]);
  await drain.stop();
  db.close();
});

test.each([
  ['the end of the work', 'new.next IS NULL AND old.next IS NOT NULL'],
  ['the beginning of another count', 'new.epoch > 2'],
])('what could not be committed at %s is fully linked once it can be', async (_, when) => {
  const { db, links, run, said, told, drain } = couples();
  rawOf(
    db,
  ).exec(`CREATE TEMP TABLE owed (n INTEGER PRIMARY KEY, of INTEGER REFERENCES owed (n) DEFERRABLE INITIALLY DEFERRED);
    CREATE TEMP TRIGGER spoils AFTER UPDATE ON main.link_state WHEN ${when} BEGIN INSERT INTO owed (of) VALUES (999); END`);
  await run();
  expect(said).toEqual(['links.failed']);
  expect(told()).toBeGreaterThan(0);
  rawOf(db).exec('DROP TRIGGER temp.spoils');
  await run();
  await drain.stop();
  const pairs = (of: typeof db) => of.prepare('SELECT id, other FROM link_pair ORDER BY id, other').all();
  const reports = db.prepare<[], string>('SELECT body FROM report ORDER BY seq').pluck().all();
  const fresh = filledCache(reports.map((body) => JSON.parse(body)));
  expect(pairs(db)).toEqual(pairs(fresh.db));
  // All reports were read under the epoch that the file records.
  expect(db.prepare('SELECT DISTINCT epoch FROM link_record').pluck().all()).toEqual([links.state()?.epoch]);
  expect([links.dirty(), links.state()?.next]).toEqual([null, null]);
  fresh.db.close();
  db.close();
});

test('linking that another writer failed to commit is completed along with later reports', () => {
  const { db, links, linker, add } = couples();
  const finish = () =>
    write(db, (tx) => {
      while (linker.step(tx).more);
    });
  finish();
  const before = links.state()?.epoch ?? 0;
  // With twice as many reports, a new count is due. It starts in a slice that cannot be committed.
  add(401, 801);
  rawOf(
    db,
  ).exec(`CREATE TEMP TABLE owed (n INTEGER PRIMARY KEY, of INTEGER REFERENCES owed (n) DEFERRABLE INITIALLY DEFERRED);
    CREATE TEMP TRIGGER spoils AFTER INSERT ON main.link_state WHEN new.epoch > ${before}
    BEGIN INSERT INTO owed (of) VALUES (999); END`);
  const work = slicedTransaction(db);
  for (; links.state()?.epoch === before; work.slice(() => write(db, (tx) => linker.step(tx)))) work.commit();
  commitSlices(db);
  expect(links.state()).toMatchObject({ epoch: before, next: null });
  rawOf(db).exec('DROP TRIGGER temp.spoils');
  add(1000, 1000);
  // The drain does this when it learns of the failure.
  linker.breakOff();
  expect(links.dirty()).not.toBeNull();
  finish();
  const last = db.prepare<[], number>('SELECT max(seq) FROM report').pluck().get() ?? 0;
  expect(links.record(last)).not.toBeNull();
  db.close();
});

test('on a disk that can no longer be read, linking ends, and stopping it still works', async () => {
  const { path, db, linker, drain, run, said } = couples();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('shrink_memory');
  writeFileSync(path, randomBytes(statSync(path).size));
  expect(() => linker.near()('any')).toThrow();
  await run();
  expect(said).toEqual(['links.failed']);
  expect(drain.isBusy()).toBe(false);
  await drain.stop();
  expect(() => linker.breakOff()).not.toThrow();
  db.close();
});
