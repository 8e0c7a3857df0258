import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '#server/cli/command-line.ts';
import { readConfig } from '#server/config.ts';
import { migrate, pendingMigrations } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { freshDatabase } from '../../helpers/database.ts';

/*
 * Runs this version on a database that the next version has used. Its tables and its policy contain more than this
 * version knows.
 */
let agency: Agency;
beforeEach(async () => {
  agency = await startAgency();
});
afterEach(() => agency.stop());

async function upgrade(): Promise<void> {
  const { db } = agency.deps;
  for (const statement of [
    'alter table report add column weather text',
    "alter table letter add column tone text not null default 'plain'",
    'create table watch (report_id uuid references report (id), at timestamptz not null)',
    `insert into kysely_migration (name, timestamp) values ('0999-watches', now()::text)`,
    `update policy set doc = jsonb_set(doc, '{limits,watchDays}', '3')`,
  ])
    await sql.raw(statement).execute(db);
}

test('the version before starts on the newer tables, takes reports, decides, and runs its commands', async () => {
  await upgrade();
  const before = await startAgency({ env: { DATABASE_URL: agency.databaseUrl, P2C_DATA_DIR: agency.dataDir } });
  try {
    const { id } = await before.file();
    const { token } = await before.signedIn();
    const approve = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
    expect((await before.act(token, await before.report(id), approve)).status).toBe(200);
    expect((await before.report(id)).caseNumber).not.toBeNull();
    const env = { DATABASE_URL: agency.databaseUrl, P2C_DATA_DIR: agency.dataDir };
    expect(await runCommand('list-officers', [], readConfig(env))).toBe(0);
    expect(await runCommand('verify-audit', [], readConfig(env))).toBe(0);
    await expect.poll(async () => (await before.call('GET', '/readyz')).status, { timeout: 10_000 }).toBe(200);
    // The newer version's setting is still stored, so that version will find it after another upgrade.
    const policies = await agency.deps.db.selectFrom('policy').select('doc').execute();
    expect(policies).toMatchObject([{ doc: { limits: { watchDays: 3 } } }]);
  } finally {
    await before.stop();
  }
});

test('migrate --plan names the steps and takes none', async () => {
  const database = await freshDatabase();
  try {
    await sql`delete from kysely_migration where name = '0014-restores'`.execute(database.db);
    await sql`drop table number_gap`.execute(database.db);
    await sql`drop table key_check`.execute(database.db);
    const said: string[] = [];
    const log = console.log;
    console.log = (line: string) => void said.push(line);
    await runCommand('migrate', ['--plan'], readConfig({ DATABASE_URL: database.url })).finally(() => {
      console.log = log;
    });
    expect(said).toEqual(['0014-restores']);
    expect((await sql`select to_regclass('number_gap') as t`.execute(database.db)).rows).toEqual([{ t: null }]);
    expect(await migrate(database.db)).toEqual(['0014-restores']);
  } finally {
    await database.drop();
  }
});

test('a step whose locks others hold gives up with nothing changed, and is taken the next time', async () => {
  const { db, url, drop } = await freshDatabase();
  const other = openDatabase(url, () => {}, 1);
  try {
    await sql`delete from kysely_migration where name = '0080-taken-at'`.execute(db);
    await sql`alter table review drop column taken_at`.execute(db);
    await other.transaction().execute(async (trx) => {
      await sql`select 1 from review`.execute(trx);
      await expect(migrate(db, '200ms')).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await pendingMigrations(db)).toEqual(['0080-taken-at']);
    expect(await migrate(db, '200ms')).toEqual(['0080-taken-at']);
  } finally {
    await other.destroy();
    await drop();
  }
});
