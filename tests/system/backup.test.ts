import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { startNewEpoch } from '#server/commands/agency/start-new-epoch.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { verifyAudit } from '#server/db/audit.ts';
import { encodeCursor, readChanges } from '#server/db/changes.ts';
import { type Embedded, startEmbedded } from '#server/db/embedded.ts';
import { settleEpoch } from '#server/db/epoch.ts';
import { JsonList } from '#server/db/json-list.ts';
import { migrate } from '#server/db/migrate.ts';
import { type Db, openDatabase } from '#server/db/open.ts';
import { changeFeed } from '#server/feed/change-feed.ts';
import { LongPollHub } from '#server/feed/long-poll-hub.ts';
import { firstPolicy, intake } from '../helpers/builders.ts';
import { debianPostgres } from '../helpers/debian-postgres.ts';
import { wrongFeedTexts } from '../helpers/feed-texts.ts';
import { publicFolder } from '../helpers/run-folder.ts';
import { TEST_KEY } from '../helpers/test-key.ts';

/*
 * Backup and restore as in docs/running-a-server.md, with Debian's own programs. The tests' PostgreSQL has no pg_dump,
 * and Debian's pg_dump refuses a newer server, so this test starts one of Debian's version.
 */
const VERSION = '17';
const there = existsSync(`/usr/lib/postgresql/${VERSION}/bin/pg_dump`);
if (!there) console.warn(`NOT TESTED: backup and restore. Debian's package postgresql-${VERSION} is not installed.`);

const run = promisify(execFile);
const BY = { actor: 'test', source: 'test' };
const GONE = new AbortController().signal;

describe.skipIf(!there)(`on PostgreSQL ${VERSION}`, () => {
  const programs = there ? debianPostgres(VERSION) : undefined;
  let folder: string;
  let postgres: Embedded;
  let source: ReturnType<typeof open>;
  let file: string;
  let other: Embedded | null = null;
  const opened: Db[] = [];

  beforeAll(async () => {
    folder = publicFolder('p2c-backup-');
    postgres = await startEmbedded(join(folder, 'here'), 'serve', () => {}, programs);
    source = open(postgres.url);
    await migrate(source.db);
    await publishPolicy(source, firstPolicy(), BY);
    // Makes this a cluster that has been in use: its transaction ids are higher than those of a fresh one.
    for (let n = 0; n < 1_000; n += 1) await sql`select pg_current_xact_id()`.execute(source.db);
    for (let n = 0; n < 3; n += 1) await fileReport(source, intake(), { source: 'test' });
    await sql`insert into removed_report (report_id, tracking_number, kind, state, received_at, removed_at)
      values (gen_random_uuid(), 'x', 'lost', 'approved', now(), now())`.execute(source.db);
    // Settles the epoch, as every server start does.
    await settleEpoch(source.db);
    file = join(folder, 'p2c.dump');
    await run(programs?.pgDump ?? '', ['--format=custom', `--file=${file}`, postgres.url]);
    // What happens after the backup is lost with the database, although workstations have seen it.
    await fileReport(source, intake(), { source: 'test' });
  }, 60_000);
  afterAll(async () => {
    for (const db of opened) await db.destroy();
    await other?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (url: string) => {
    const db = openDatabase(url, () => {}, 4);
    opened.push(db);
    return { db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://localhost' };
  };
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

  /** Returns what a workstation knows after pulling everything from here. */
  async function cursorOf(db: Db): Promise<string> {
    const epoch = await settleEpoch(db);
    const start = { epoch, txid: '0', id: '00000000-0000-0000-0000-000000000000' };
    const page = await readChanges(db, start, 500, new JsonList());
    return encodeCursor(page.cursor);
  }
  const pull = async (db: Db, after?: string) => {
    const feed = changeFeed(db, new LongPollHub());
    return JSON.parse(String(await feed.read({ after, wait: 0, limit: 500 }, GONE)));
  };

  const kept = async (db: Db) =>
    (await sql`select count(*) as reports, count(feed_text) as texts from report`.execute(db)).rows[0];

  test('a restored backup has every report and an intact audit log, and workstations pull everything again', async () => {
    const seen = await cursorOf(source.db);

    await sql`create database restored`.execute(source.db);
    const here = at(postgres.url, 'restored');
    await run(programs?.pgRestore ?? '', ['--exit-on-error', '--no-owner', `--dbname=${here}`, file]);
    const restored = open(here);
    expect(await migrate(restored.db)).toEqual([]);
    // A restore into another database of the same cluster is noticed automatically. The command starts one more epoch.
    await expect(pull(restored.db, seen)).rejects.toMatchObject({ code: 'cursor_expired' });
    const before = await settleEpoch(restored.db);
    await startNewEpoch(restored, BY);
    expect(await settleEpoch(restored.db)).not.toBe(before);
    expect((await pull(restored.db)).reports).toHaveLength(3);
    expect(await wrongFeedTexts(restored.db, { deeply: true })).toEqual([]);
    expect(await verifyAudit(restored.db)).toMatchObject({ ok: true });
    await fileReport(restored, intake(), { source: 'test' });
    expect((await pull(restored.db)).reports).toHaveLength(4);
    // The restored table keeps its texts as before.
    expect(await kept(restored.db)).toEqual({ reports: 4, texts: 4 });
    expect(await wrongFeedTexts(restored.db, { deeply: true })).toEqual([]);
  }, 60_000);

  test('a backup restored to another cluster is detected at startup, and everything in it can be pulled', async () => {
    other = await startEmbedded(join(folder, 'there'), 'serve', () => {}, programs);
    await run(programs?.pgRestore ?? '', ['--exit-on-error', '--no-owner', `--dbname=${other.url}`, file]);
    const moved = open(other.url);
    const before = await moved.db.selectFrom('agency').select('epoch').executeTakeFirstOrThrow();
    expect(await settleEpoch(moved.db)).not.toBe(before.epoch);
    const pulled = await pull(moved.db);
    expect([pulled.reports.length, pulled.removed.length]).toEqual([3, 1]);
    expect(await wrongFeedTexts(moved.db, { deeply: true })).toEqual([]);
    expect(await verifyAudit(moved.db)).toMatchObject({ ok: true });
  }, 60_000);
});
