import { expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { LISTED } from '#electron/worker/db/queue-columns.ts';
import { QUEUE_INDEXES, reconcileQueue } from '#electron/worker/db/queue-indexes.ts';
import type { Db } from '#electron/worker/db/write.ts';
import { queueRow } from '#shared/domain/queue.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';

const indexes = (db: Db) =>
  db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'queue' ORDER BY name",
    )
    .all();
const wanted = QUEUE_INDEXES.map(({ name, sql }) => ({ name, sql })).sort((a, b) => (a.name < b.name ? -1 : 1));

test('a new cache has every queue index, and none is rebuilt at the next open', () => {
  const db = openCache({ path: null, keyHex: null });
  expect(indexes(db)).toEqual(wanted);
  const before = db.pragma('schema_version', { simple: true });
  reconcileQueue(rawOf(db));
  expect(db.pragma('schema_version', { simple: true })).toBe(before);
});

test('an index whose definition changed is rebuilt, and an obsolete one is dropped', () => {
  const { db } = filledCache([aReport()]);
  rawOf(db).exec(`DROP INDEX queue_by_waiting; CREATE INDEX queue_by_waiting ON queue (waiting_since);
    CREATE INDEX queue_by_moon ON queue (state, kind)`);
  reconcileQueue(rawOf(db));
  expect(indexes(db)).toEqual(wanted);
});

test("a new column's index is built at once in an empty cache, otherwise in the background", () => {
  const { db, laterIndexes } = filledCache([aReport()]);
  rawOf(db).exec('DROP INDEX queue_by_kind');
  reconcileQueue(rawOf(db));
  expect(laterIndexes.due()).toEqual(['queue_by_kind']);
  rawOf(db).exec('DELETE FROM report');
  reconcileQueue(rawOf(db));
  expect(indexes(db)).toEqual(wanted);
});

test('the descriptors fill every column of the table and expose every field of a row', () => {
  const { db, queue } = filledCache([aReport()]);
  const there = db.prepare<[], string>("SELECT name FROM pragma_table_info('queue')").pluck().all();
  // Columns of the duplicate finder, and the row's own number.
  const others = ['seq', 'duplicates', 'strongest', 'likelihood'];
  expect([...LISTED, ...others].sort()).toEqual(there.sort());
  expect(queueRow.parse(queue.row(aReport().id))).toEqual(queue.row(aReport().id));
});
