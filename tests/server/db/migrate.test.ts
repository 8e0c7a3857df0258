import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, migrateOrSay, migrationNames } from '#server/db/migrate.ts';
import { StartError } from '#server/start-error.ts';
import { OPENING_MS } from '#shared/domain/trail.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { blockingStatements, destructiveStatements, migrationSources } from '../../helpers/migration-rule.ts';

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
  for (const [name, source] of later) expect([name, destructiveStatements(source)]).toEqual([name, []]);
});

/** The last migration of the first release. Migrations up to this one run on empty tables. */
const FIRST_RELEASE = 67;

test('after the first release, no migration makes the version before fail, or holds up writing on a large table', () => {
  for (const [name, source] of later)
    if (Number(name.slice(0, 4)) > FIRST_RELEASE) expect([name, blockingStatements(source)]).toEqual([name, []]);
});

test.each([
  ['alter table letter add column read_at timestamptz', []],
  ['alter table letter add column tries integer not null default 0', []],
  ['`create table watch (id uuid not null unique)`, `create unique index a on watch (id)`', []],
  ['create index a on job (name)', []],
  ['alter table letter add column tries integer not null', ['add column tries integer not null']],
  ['alter table letter alter column kind set not null', ['set not null']],
  ['alter table letter add constraint a check (kind <> 1)', ['add constraint a check']],
  ['create unique index a on job (name)', ['create unique index a on job']],
  [
    'create trigger a before insert on act for each row execute function b()',
    ['create trigger a before insert on act'],
  ],
  ['create index a on decision (kind)', ['create index a on decision']],
])('of migration %j, %j would hold up the version before', (source, words) => {
  expect(blockingStatements(source)).toEqual(words);
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
  expect(destructiveStatements(source)).toEqual(words);
});

test('openings from before they were one row keep what they say, and the first of ten minutes takes what comes later', async () => {
  const database = await freshDatabase();
  try {
    const { db } = database;
    await sql.raw('drop index opening_once, opening_number, undone_act_number').execute(db);
    await sql.raw('alter table opening drop column slot, drop column parts').execute(db);
    await sql`delete from kysely_migration where name = '0043-merged-openings'`.execute(db);
    const [officer, report] = [randomUUID(), randomUUID()];
    await sql`insert into officer (id, name, display_name, role, password_hash, created_at) values
      (${officer}, 'rivera', 'Officer Rivera', 'officer', '-', now())`.execute(db);
    const add = async (id: string, at: string, uses: object) =>
      sql`insert into opening (id, officer_id, report_id, tracking_number, first_at, last_at, seconds, uses, offline) values
        (${id}, ${officer}, ${report}, 'T26-000001-6', ${at}, ${at}, 7, ${JSON.stringify(uses)}, false)`.execute(db);
    const [desk, found] = [randomUUID(), randomUUID()];
    await add(desk, '2026-03-07T14:02:10.123Z', { opened: 1 });
    await add(found, '2026-03-07T14:05:00.000Z', { found: 1 });
    await add(randomUUID(), '2026-03-07T14:12:00.000Z', { found: 2 });
    expect(await migrate(db)).toEqual(['0043-merged-openings']);
    const rows = await db.selectFrom('opening').select(['id', 'slot', 'parts']).orderBy('first_at').execute();
    const at = '2026-03-07T14:02:10.123Z';
    expect(rows).toMatchObject([
      { id: desk, parts: { [desk]: { firstAt: at, lastAt: at, seconds: 7, uses: { opened: 1 }, offline: false } } },
      { id: found, slot: null, parts: null },
      { parts: { 'server found': { uses: { found: 2 } } } },
    ]);
    expect(Number(rows[0]?.slot)).toBe(Math.floor(Date.parse(at) / OPENING_MS));
  } finally {
    await database.drop();
  }
});
