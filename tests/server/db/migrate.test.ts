import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { StartError } from '#server/config.ts';
import { migrate, migrateOrSay, migrationNames } from '#server/db/migrate.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { migrationSources, takesAway } from '../../helpers/migration-rule.ts';

const sources = migrationSources('server/db/migrations');
const [baseline, ...later] = sources;

test('a database from before the first release is refused with one sentence that says what to do', async () => {
  const database = await freshDatabase();
  try {
    await sql`update kysely_migration set name = '0001-ground' where name = '0001-baseline'`.execute(database.db);
    const refused = await migrateOrSay(database.db).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    expect((refused as StartError).message).toBe(
      'This database predates the first release and cannot be migrated: delete the folder data/ ' +
        '(or the database that DATABASE_URL names) and start again.',
    );
    await expect(migrate(database.db)).rejects.toThrow('delete the folder data/');
  } finally {
    await database.drop();
  }
});

test('an up-to-date database is left as it is', async () => {
  const database = await freshDatabase();
  try {
    expect(await migrate(database.db)).toEqual([]);
  } finally {
    await database.drop();
  }
});

test('each migration file has its own number, the first is the baseline, and all of them run', () => {
  expect(baseline?.[0]).toBe('0001-baseline');
  const numbers = [...sources.keys()].map((name) => /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
  expect(new Set(numbers).size).toBe(sources.size);
  expect(migrationNames()).toEqual([...sources.keys()]);
});

test('after the baseline, migrations only add: a server of the previous version keeps working alongside them', () => {
  for (const [name, source] of later) expect([name, takesAway(source)]).toEqual([name, []]);
});

test.each([
  ['alter table letter add column read_at timestamptz', []],
  ['// What was dropped before.\n  `create index a on letter (id)`', []],
  ['/** Drop nothing. */ `create or replace function a() returns void language sql as $$ select 1 $$`', []],
  ['alter table letter drop column read_at', ['drop']],
  ['DROP TABLE letter', ['drop']],
  ['alter table letter rename to mail', ['rename']],
  ['alter table letter alter column kind type integer', ['alter column']],
  ["db.schema.alterTable('letter').dropColumn('kind')", ['dropcolumn']],
  ['truncate letter', ['truncate']],
])('in migration %j, %j would remove something', (source, words) => {
  expect(takesAway(source)).toEqual(words);
});
