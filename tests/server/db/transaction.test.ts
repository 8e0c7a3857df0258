import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#server/db/transaction.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('two transactions that deadlock both complete, each exactly once', async () => {
  const { db } = database;
  await sql`create table place (name text primary key, marks text[] not null default '{}')`.execute(db);
  await sql`insert into place (name) values ('one'), ('other')`.execute(db);
  let runs = 0;
  const bothHold = gate(2);
  const mark = (who: string, first: string, second: string) =>
    inTransaction(db, async (trx) => {
      runs += 1;
      const write = (name: string) =>
        sql`update place set marks = marks || ${who}::text where name = ${name}`.execute(trx);
      await write(first);
      await bothHold();
      await write(second);
      return who;
    });
  expect(await Promise.all([mark('a', 'one', 'other'), mark('b', 'other', 'one')])).toEqual(['a', 'b']);
  // At least one transaction was retried. On a busy machine, both may be retried, or one of them twice.
  expect(runs).toBeGreaterThanOrEqual(3);
  const { rows } = await sql<{ marks: string[] }>`select marks from place`.execute(db);
  for (const { marks } of rows) expect(marks.toSorted()).toEqual(['a', 'b']);
});

test('any other error fails the transaction at once, and nothing of it is kept', async () => {
  let runs = 0;
  const broken = inTransaction(database.db, async (trx) => {
    runs += 1;
    await sql`create table half_done (n int)`.execute(trx);
    await sql`select 1 / 0`.execute(trx);
  });
  await expect(broken).rejects.toThrow(/zero/);
  expect(runs).toBe(1);
  await expect(sql`select * from half_done`.execute(database.db)).rejects.toThrow(/half_done/);
});

/** Waits until `wanted` callers have arrived, then lets everyone through. */
function gate(wanted: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come >= wanted) resolve();
    return promise;
  };
}
