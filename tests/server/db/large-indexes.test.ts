import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIndexes, missingIndexes } from '#server/db/large-indexes.ts';
import { type Db, openDatabase } from '#server/db/open.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

const WANTED = [{ name: 'removed_report_kind', on: 'removed_report (kind)' }];

let database: FreshDatabase;
let other: Db;
beforeEach(async () => {
  database = await freshDatabase();
  other = openDatabase(database.url, () => {}, 2);
});
afterEach(async () => {
  await other.destroy();
  await database.drop();
});

const remove = (db: Db) =>
  sql`insert into removed_report (report_id, tracking_number, kind, state, received_at, removed_at)
    values (gen_random_uuid(), 'x', 'lost_property', 'approved', now(), now())`.execute(db);
/** Resolves once an index build has started and is waiting for other transactions to end. */
const isBuilding = () =>
  expect
    .poll(async () => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = current_database() and query like 'create index concurrently%' and wait_event_type = 'Lock'`.execute(
        database.db,
      );
      return rows.length;
    })
    .toBe(1);

test('an index of a large table is built while others write, once, and by one process', async () => {
  const { building } = await other.transaction().execute(async (trx) => {
    await remove(trx);
    const begun = buildIndexes(database.db, WANTED);
    await isBuilding();
    // Other writers don't wait for the index build.
    await other.transaction().execute(async (another) => {
      await sql`set local statement_timeout = '5s'`.execute(another);
      await remove(another);
    });
    expect(await buildIndexes(other, WANTED)).toEqual([]);
    return { building: begun };
  });
  expect(await building).toEqual(['removed_report_kind']);
  expect(await missingIndexes(database.db, WANTED)).toEqual([]);
  expect(await buildIndexes(database.db, WANTED)).toEqual([]);
});

test('a step that was cut left no index, and the next one builds it', async () => {
  await other.transaction().execute(async (trx) => {
    await remove(trx);
    const cut = expect(buildIndexes(database.db, WANTED)).rejects.toMatchObject({ code: '57014' });
    await isBuilding();
    await sql`select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'create index concurrently%' and pid <> pg_backend_pid()`.execute(
      trx,
    );
    await cut;
  });
  const left = sql<{
    is: boolean;
  }>`select indisvalid as is from pg_index where indexrelid = 'removed_report_kind'::regclass`;
  expect((await left.execute(database.db)).rows).toEqual([{ is: false }]);
  expect(await missingIndexes(database.db, WANTED)).toEqual(WANTED);
  expect(await buildIndexes(database.db, WANTED)).toEqual(['removed_report_kind']);
  expect((await left.execute(database.db)).rows).toEqual([{ is: true }]);
});
