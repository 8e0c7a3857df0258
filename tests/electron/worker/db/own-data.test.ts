import { join } from 'node:path';
// oxlint-disable-next-line import/default -- the library's types say `export =`, which is its default import
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '#electron/worker/db/migrate.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { OWN_TABLES } from '#electron/worker/db/own-data.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import { aReport } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, rawOf, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const ID = '0f6c1c9e-3f4f-4f0e-9a51-0f1d7c1c0a11';
const AT = '2026-03-05T10:00:00.000Z';
const REFILL_AT = '2026-03-05T10:03:00.000Z';
const refill = { refillAt: () => REFILL_AT };
const decision = {
  id: ID,
  reportId: aReport().id,
  trackingNumber: aReport().trackingNumber,
  act: { kind: 'note' as const, note: 'Called twice.' },
  seen: { reportVersion: 1, policyVersion: 1, letterHash: null },
  createdAt: AT,
  holdUntil: AT,
};
const draft = { note: 'Half a sentence' };

/** Makes a cache with a decision, a draft and a preference. The SQL changes it as a newer version would. */
function newerCache(sql: string) {
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const { db, outbox, ...stores } = filledCache([aReport()], file);
  write(db, (tx) => {
    outbox.add(tx, decision);
    stores.preferences.change(tx, { density: 'compact' });
  });
  rawOf(db).prepare('INSERT INTO draft VALUES (?, ?, ?, ?)').run(ID, 'note', JSON.stringify(draft), AT);
  rawOf(db).exec(sql);
  db.pragma(`user_version = 777`);
  db.close();
  return file;
}

/** A migration that a newer version might have run. */
const NEWER = `
  CREATE TABLE watch (id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report (seq));
  INSERT INTO watch (report) SELECT seq FROM report;
  CREATE VIRTUAL TABLE search_names USING fts5(name);
  INSERT INTO search_names VALUES ('somebody');
  CREATE VIEW open_reports AS SELECT * FROM queue JOIN watch ON report = seq;
  CREATE TRIGGER watch_new AFTER INSERT ON report BEGIN INSERT INTO watch (report) VALUES (new.seq); END;
  ALTER TABLE queue ADD COLUMN weather TEXT NOT NULL DEFAULT 'fair';
  ALTER TABLE report RENAME COLUMN body TO content;
  ALTER TABLE outbox ADD COLUMN priority INTEGER;
  UPDATE outbox SET priority = 3;
  ALTER TABLE draft ADD COLUMN language TEXT;
`;

describe('a cache that a newer version migrated', () => {
  test('keeps decision, draft and preferences, and waits to pull the rest again', () => {
    const file = newerCache(NEWER);
    const db = openCache(file, refill);
    const stores = createStores(db);
    expect(stores.outbox.list()).toEqual([expect.objectContaining({ ...decision, state: 'held' })]);
    expect(db.prepare('SELECT body, updated_at FROM draft').all()).toEqual([
      { body: JSON.stringify(draft), updated_at: AT },
    ]);
    expect(stores.preferences.get().density).toBe('compact');
    expect(stores.reports.get(aReport().id)).toBeNull();
    expect([stores.meta.cursor.get(), stores.meta.refillAt.get()]).toEqual([null, REFILL_AT]);
    db.close();
  });

  test('then has the tables of this version, and only those', () => {
    const tables = (db: ReturnType<typeof openCache>) =>
      db.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();
    const [db, fresh] = [openCache(newerCache(NEWER), refill), openCache({ path: null, keyHex: null })];
    expect(tables(db)).toEqual(tables(fresh));
    expect(db.pragma('user_version')).toEqual(fresh.pragma('user_version'));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    for (const one of [db, fresh]) one.close();
  });

  test.each([
    ['a decision that this version does not know', `UPDATE outbox SET act = '{"kind":"teleport"}'`],
    ['an outbox under another name', 'ALTER TABLE outbox RENAME TO outbox_2'],
    ['an outbox without a column that this version needs', 'ALTER TABLE draft DROP COLUMN updated_at'],
  ])('with %s is refused, and left unchanged', (_, sql) => {
    const file = newerCache(sql);
    expect(() => openCache(file, refill)).toThrow(expect.objectContaining({ code: 'cache_unreadable' }));
    const raw = new Database(file.path);
    raw.pragma("cipher = 'sqlcipher'");
    raw.pragma(`key = "x'${file.keyHex}'"`);
    expect(raw.pragma('user_version', { simple: true })).toBe(777);
    expect(raw.prepare('SELECT count(*) FROM report').pluck().get()).toBe(1);
    raw.close();
  });

  test('keeps the report that a decision was made about, to compare with', () => {
    const file = newerCache('');
    const db = openCache(file, refill);
    expect(createStores(db).outbox.base(ID)).toEqual(JSON.parse(JSON.stringify(aReport())));
    db.close();
  });
});

test('rebuilding a cache keeps what the officer made, and nothing that the server sends again', () => {
  const file = newerCache('');
  const first = openCache(file, refill);
  first.close();
  const db = openCache(file, { rebuild: true });
  const stores = createStores(db);
  expect(stores.outbox.ids()).toEqual([ID]);
  expect([stores.reports.get(aReport().id), stores.meta.refillAt.get()]).toEqual([null, null]);
  db.close();
});

test('a migration only adds nullable columns to what an officer made, so that the version before can read it', () => {
  const db = new Database(':memory:');
  const columns = () =>
    OWN_TABLES.map((table) => db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table));
  const [baseline = '', ...later] = MIGRATIONS;
  db.exec(baseline);
  for (const sql of later) {
    const before = columns();
    db.exec(sql);
    for (const [at, table] of columns().entries()) {
      // A table that this migration creates may have any columns.
      const old = before[at] ?? [];
      if (old.length === 0) continue;
      expect(table.slice(0, old.length)).toEqual(old);
      const added = table.slice(old.length) as { notnull: number; pk: number }[];
      expect(added.filter(({ notnull, pk }) => notnull !== 0 || pk !== 0)).toEqual([]);
    }
  }
  db.close();
});
