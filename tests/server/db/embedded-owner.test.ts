import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { guardOwner } from '#server/db/embedded-owner.ts';
import { connectOnce } from '#server/db/open.ts';
import { freshDatabase } from '../../helpers/database.ts';

/** Nothing listens there. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1';

test('shutdown waits for a restart in progress, so nothing starts up again afterward', async () => {
  const database = await freshDatabase();
  const keeper = await connectOnce(database.url);
  let began = () => {};
  let finish = () => {};
  const underWay = new Promise<void>((resolve) => {
    began = resolve;
  });
  const restart = () => {
    began();
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  const guard = guardOwner(keeper, NOWHERE, restart, () => {});
  await keeper.end();
  await underWay;
  let owned: boolean | null = null;
  const ending = guard.end().then((answer) => {
    owned = answer;
  });
  for (let asked = 0; asked < 20; asked += 1) await sql`select 1`.execute(database.db);
  expect(owned).toBeNull();
  finish();
  await ending;
  expect(owned).toBe(false);
  await database.drop();
});
