import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendAlone, verifyAudit } from '#server/db/audit.ts';
import { migrateOrSay } from '#server/db/migrate.ts';
import { type Db, openDatabase } from '#server/db/open.ts';
import { grantToApp, rolesScript } from '#server/db/roles.ts';
import { StartError } from '#server/start-error.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

/** Tests the server's own database account: the server can work with it, but can't rewrite what it wrote. */
let database: FreshDatabase;
let app: Db;
beforeAll(async () => {
  database = await freshDatabase();
  app = openDatabase(database.appUrl, () => {}, 2);
  await appendAlone(app, {
    at: new Date('2026-11-24T15:00:00.000Z'),
    actor: 'test',
    action: 'policy.publish',
    target: null,
    outcome: 'success',
    source: 'test',
    detail: {},
  });
});
afterAll(async () => {
  await app.destroy();
  await database.drop();
});

const DENIED = { code: '42501' };

test('its audit rows are added by the function, in an intact chain', async () => {
  expect(await verifyAudit(app)).toMatchObject({ ok: true, rows: 1 });
});

test.each([
  `insert into audit select seq + 1, at, actor, action, target, outcome, source, detail, hash, hash from audit`,
  `update audit set actor = 'nobody'`,
  'delete from audit',
  'truncate audit',
  'alter table audit disable trigger all',
  'drop table audit cascade',
  'set session_replication_role = replica',
])('it may not touch the log by itself: %s', async (statement) => {
  await expect(sql.raw(statement).execute(app)).rejects.toMatchObject(DENIED);
  expect(await verifyAudit(app)).toMatchObject({ ok: true, rows: 1 });
});

test.each([
  'create table own (id integer)',
  'alter table report add column own text',
  'drop table letter cascade',
  'create or replace function append_audit(timestamptz, text, text, text, text, text, jsonb, text, text) returns void language sql as $$ $$',
  `create function own() returns void language sql as $$ select $$`,
  `update kysely_migration set name = 'other'`,
  'create role other superuser',
])('it changes no table, function or account: %s', async (statement) => {
  await expect(sql.raw(statement).execute(app)).rejects.toMatchObject(DENIED);
});

test('a table that shadows the log in the temporary schema does not get its rows', async () => {
  await app.connection().execute(async (own) => {
    await sql`create temporary table audit (like public.audit)`.execute(own);
    await sql`select append_audit(now(), 'a', 'b', null, 'success', 's', '{}', '', '')`.execute(own);
    expect((await sql`select 1 from pg_temp.audit`.execute(own)).rows).toEqual([]);
    await sql`drop table pg_temp.audit`.execute(own);
  });
});

test('where tables are behind, it says who has to bring them up to date, and does not try', async () => {
  await sql`delete from kysely_migration where name = '0037-roles'`.execute(database.db);
  const refused = await migrateOrSay(app).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartError);
  expect((refused as StartError).message).toContain('sudo p2c-server migrate');
  await migrateOrSay(database.db);
  await migrateOrSay(app);
});

test('tables that a migration added later can be used by it', async () => {
  await sql`create table later (id integer)`.execute(database.db);
  await expect(sql`select id from later`.execute(app)).rejects.toMatchObject(DENIED);
  await grantToApp(database.db);
  expect((await sql`select id from later`.execute(app)).rows).toEqual([]);
});

test('the script has no password in it', () => {
  expect(rolesScript('p2c', null)).toContain("password :'app_password'");
});
