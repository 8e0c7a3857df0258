import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logLength } from '#electron/worker/db/log-length.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { NOBODY } from '#electron/worker/db/queue-sql.ts';
import { writeInSlices } from '#electron/worker/db/sliced-writes.ts';
import { type Db, slicedTransaction, write } from '#electron/worker/db/write.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { NO_HINTS } from '../../../helpers/hint-count.ts';

let folder: Folder;
let db: Db;
/** A second connection, which sees only committed data. */
let outside: Db;
beforeEach(() => {
  folder = temporaryFolder();
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  db = openCache(file);
  rawOf(db).exec(`CREATE TABLE work (n INTEGER PRIMARY KEY); CREATE TABLE decision (n INTEGER PRIMARY KEY);
    CREATE TABLE owed (n INTEGER REFERENCES work (n) DEFERRABLE INITIALLY DEFERRED)`);
  outside = openCache(file);
});
afterEach(() => {
  db.close();
  outside.close();
  folder.remove();
});

const count = (of: Db, table = 'work') => of.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
const add = (table = 'work') => void rawOf(db).exec(`INSERT INTO ${table} DEFAULT VALUES`);
/** Adds a row that makes the commit fail, as on a full disk. */
const spoil = () => void rawOf(db).exec('INSERT INTO owed VALUES (999)');

/** Makes work of `rows` slices of one row each; `after` runs after each slice. */
function work(rows: number, together: number, after: (written: number) => void = () => {}) {
  let written = 0;
  const step = (): boolean => {
    add();
    written += 1;
    setImmediate(after, written);
    return written < rows;
  };
  return writeInSlices(db, step, { budgetMs: 0, together, makeRoom: () => Promise.resolve() });
}

test('slices are committed in groups, and readers on the same connection see each slice at once', async () => {
  const seen: unknown[] = [];
  await work(7, 3, () => seen.push([count(db), count(outside)]));
  expect(seen).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 3],
    [5, 3],
    [6, 3],
    [7, 6],
  ]);
  expect([count(outside), db.inTransaction]).toEqual([7, false]);
});

test('a decision commits the open work and then its own transaction, even if the work then fails', async () => {
  const seen: unknown[] = [];
  const failing = work(10, 100, (written) => {
    if (written === 2) write(db, () => add('decision'));
    if (written === 3) seen.push(count(outside), count(outside, 'decision'));
    if (written === 4) rawOf(db).exec('DROP TABLE work');
  });
  await expect(failing).rejects.toThrow('no such table');
  // The table is back, because the drop was rolled back.
  expect([...seen, count(outside), count(outside, 'decision'), db.inTransaction]).toEqual([2, 1, 2, 1, false]);
});

test('the log size can be read at any time, and includes uncommitted writes', async () => {
  const logs: number[] = [];
  await work(3, 100, () => logs.push(logLength(db).log));
  expect(logs[1]).toBeGreaterThan(logs[0] ?? Number.NaN);
});

test("work that cannot be committed is rejected and rolled back, and another writer's own transaction goes through", async () => {
  await expect(work(5, 3, (written) => void (written === 4 && spoil()))).rejects.toThrow(/FOREIGN KEY/);
  expect([count(db), count(outside), db.inTransaction]).toEqual([3, 3, false]);
  let saved = false;
  const needed = work(5, 100, (written) => {
    if (written !== 2) return;
    spoil();
    write(db, () => add('decision'));
    saved = true;
  });
  await expect(needed).rejects.toThrow(/FOREIGN KEY/);
  expect([saved, count(outside, 'decision'), count(outside)]).toEqual([true, 1, 3]);
});

test('work that SQLite rolled back, such as after a disk error in a query, ends there and writes nothing more', async () => {
  let answered = 0;
  const gone = work(5, 100, (written) => {
    answered = written;
    if (written === 3) rawOf(db).exec('ROLLBACK');
  });
  await expect(gone).rejects.toMatchObject({ code: 'disk_refused' });
  expect([answered, count(db), count(outside), db.inTransaction]).toEqual([3, 0, 0, false]);
});

test("two jobs on one connection commit each other's work and both finish", async () => {
  await Promise.all([work(20, 4), work(20, 7)]);
  expect([count(outside), db.inTransaction]).toEqual([40, false]);
});

test('the transaction waits for room in the log before it starts, and never while it is open', async () => {
  const open: boolean[] = [];
  let left = 9;
  const makeRoom = () => {
    open.push(db.inTransaction);
    return turn();
  };
  const step = () => {
    add();
    left -= 1;
    return left > 0;
  };
  await writeInSlices(db, step, { budgetMs: 0, together: 3, makeRoom });
  expect(open).toEqual([false, false, false]);
});

test('the queue caches nothing that was rolled back', () => {
  const cache = filledCache([aReport({ serial: 1 })]);
  const stand = { ...NOBODY, officer: { ...NOBODY.officer, role: 'supervisor' as const } };
  const listed = (only: QueueFilter['only']) => {
    const filter = { states: [], kinds: [], text: '', likelyDuplicate: false, only };
    const sort = { column: 'receivedAt', direction: 'asc' } as const;
    const { rows, total } = cache.queue.page({ filter, sort, offset: 0, limit: 10 }, stand);
    return { total, serials: rows.map(({ id }) => Number(id.slice(-4))) };
  };
  const save = (serial: number, state: Report['state'] = 'submitted') =>
    void write(cache.db, (tx) => cache.reports.save(tx, aReport({ serial, state }), null, NO_HINTS, 1));
  const transaction = slicedTransaction(cache.db);
  transaction.slice(() => save(2));
  expect(listed([])).toEqual({ total: 2, serials: [1, 2] });
  const fails = () =>
    transaction.slice(() => {
      throw new Error('here');
    });
  expect(fails).toThrow('here');
  write(cache.db, () => save(3));
  expect(listed([])).toEqual({ total: 2, serials: [1, 3] });

  slicedTransaction(cache.db).slice(() => save(4, 'escalated'));
  expect(listed(['needs_me'])).toEqual({ total: 1, serials: [4] });
  // SQLite can roll back like this without notifying anyone.
  rawOf(cache.db).exec('ROLLBACK');
  expect(listed(['needs_me'])).toEqual({ total: 0, serials: [] });
});
