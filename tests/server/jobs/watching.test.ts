import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { type AnchorPlace, anchorsFile, keepAnchor, noteRestore } from '#server/audit/keep-anchor.ts';
import { startNewEpoch } from '#server/commands/agency/start-new-epoch.ts';
import { appendAudit, readAudit, verifyAudit } from '#server/db/audit.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import type { Deps } from '#server/deps.ts';
import { openVault } from '#server/files/vault.ts';
import { scheduleJobs } from '#server/jobs/job-schedule.ts';
import type { JobWork } from '#server/jobs/scheduler.ts';
import { watchAudit } from '#server/jobs/watch-audit.ts';
import { watchDisk } from '#server/jobs/watch-disk.ts';
import { type Alerts, createAlerts } from '#server/mail/alerts.ts';
import { smtpTransport } from '#server/mail/transport.ts';
import { createReadiness } from '#server/readiness.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { type MailServer, startMailServer } from '../../helpers/mail-server.ts';
import { publicFolder } from '../../helpers/run-folder.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

const TO = 'duty@agency.example';
let database: FreshDatabase;
let mail: MailServer;
let now: number;
let deps: Deps;
let alerts: Alerts;
let transport: ReturnType<typeof smtpTransport>;

beforeEach(async () => {
  database = await freshDatabase();
  mail = await startMailServer();
  now = Date.parse('2026-11-24T15:00:00.000Z');
  deps = { db: database.db, now: () => new Date(now), key: TEST_KEY, publicUrl: 'http://localhost' };
  transport = smtpTransport(mail.url);
  alerts = createAlerts({ transport, from: 'p2c@agency.example', to: TO, now: deps.now, log: () => {} });
});
afterEach(async () => {
  transport.close();
  await mail.stop();
  await database.drop();
});

const subjects = () => mail.mails.map((one) => one.parsed.subject);

async function fill(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    await database.db.transaction().execute((trx) =>
      appendAudit(trx, {
        at: deps.now(),
        actor: 'person',
        action: 'report.file',
        target: `report ${n}`,
        outcome: 'success',
        source: '127.0.0.1',
        detail: {},
      }),
    );
  }
}

async function tamper(statement: string): Promise<void> {
  await sql.raw('alter table audit disable trigger all').execute(database.db);
  await sql.raw(statement).execute(database.db);
  await sql.raw('alter table audit enable trigger all').execute(database.db);
}

/** Returns the nightly check as the scheduler would run it. */
function nightlyCheck(
  anchor: AnchorPlace = { key: openAnchorKey(publicFolder('p2c-anchor-')), file: '/nonexistent', siem: null },
): () => ReturnType<JobWork> {
  const jobs = new Map<string, JobWork>();
  const vault = openVault('/nonexistent', new Uint8Array(32));
  const scheduler = {
    schedule: (name: string, _: unknown, work: JobWork) => jobs.set(name, work),
    stop: () => Promise.resolve(),
  };
  scheduleJobs(
    scheduler,
    { ...deps, vault },
    {
      alerts,
      boundary: null,
      digest: null,
      danger: null,
      holds: null,
      scanner: null,
      siem: null,
      anchor,
      rmsFolder: null,
      hasBackups: true,
    },
  );
  return () => jobs.get('audit-check')?.(new AbortController().signal) ?? Promise.reject(new Error('no such job'));
}

test('the nightly check sends an email when a row was changed, and says which one', async () => {
  await fill(5);
  const check = nightlyCheck();
  expect(await check()).toEqual({ rows: 5, broken: 0 });
  expect(mail.mails).toEqual([]);
  await tamper(`update audit set actor = 'somebody' where seq = 3`);
  expect(await check()).toEqual({ rows: 2, broken: 1 });
  const { parsed } = await mail.mailTo(TO, 'audit log');
  expect(parsed.text).toContain('broken at row 3; the 2 rows before it are intact');
});

/** Where notes are kept outside of the database. */
function anchorPlace(): AnchorPlace {
  const folder = publicFolder('p2c-anchor-');
  return { key: openAnchorKey(folder), file: anchorsFile(folder), siem: null };
}
const still = new AbortController().signal;

test('the nightly check finds what the owner of the database rewrote, checkpoint and all', async () => {
  await fill(5);
  const place = anchorPlace();
  const check = nightlyCheck(place);
  await keepAnchor(deps, place, still);
  expect(await check()).toEqual({ rows: 5, broken: 0 });
  await tamper('delete from audit where seq > 2');
  await sql`delete from audit_checkpoint`.execute(database.db);
  now += 60_000;
  await fill(9);
  expect(await verifyAudit(database.db)).toMatchObject({ ok: true });
  expect(await check()).toEqual({ rows: 11, broken: 1 });
  const { parsed } = await mail.mailTo(TO, 'audit log');
  expect(parsed.text?.replaceAll('\n', ' ')).toContain(
    'Row 5 is not the same as at 2026-11-24T15:00:00.000Z: the log was rewritten',
  );
  // A check that failed leaves no end for later checks to be compared with.
  expect(await database.db.selectFrom('audit_checkpoint').selectAll().execute()).toEqual([]);
});

test('the nightly check finds rows cut off the end, though the checkpoint was cut, too', async () => {
  await fill(5);
  const place = anchorPlace();
  await keepAnchor(deps, place, still);
  await tamper('delete from audit where seq > 3');
  expect(await nightlyCheck(place)()).toEqual({ rows: 3, broken: 1 });
  expect((await mail.mailTo(TO, 'audit log')).parsed.text).toContain('The audit log ends at row 3, but had row 5');
});

test('a restore that nobody on the server has named is explained, and once it is named, the check is well', async () => {
  await fill(5);
  const place = anchorPlace();
  await keepAnchor(deps, place, still);
  // Has the effect of restoring a backup that was made at row 3.
  await tamper('delete from audit where seq > 3');
  now += 60_000;
  await startNewEpoch(deps, { actor: 'test', source: 'test' });
  const check = nightlyCheck(place);
  expect(await check()).toEqual({ rows: 4, broken: 1 });
  expect((await mail.mailTo(TO, 'audit log')).parsed.text).toContain('row 4 says that a backup was restored');
  const [row] = await readAudit(database.db, 3, 1);
  await noteRestore(deps, place, { seq: 4, hash: row?.hash ?? '' });
  expect(await check()).toEqual({ rows: 5, broken: 0 });
});

test('a note of a restore excuses only the row that it names', async () => {
  await fill(3);
  const place = anchorPlace();
  now += 60_000;
  await startNewEpoch(deps, { actor: 'test', source: 'test' });
  const [row] = await readAudit(database.db, 3, 1);
  await noteRestore(deps, place, { seq: 4, hash: row?.hash ?? '' });
  await fill(2);
  await keepAnchor(deps, place, still);
  await tamper('delete from audit where seq > 3');
  now += 60_000;
  await startNewEpoch(deps, { actor: 'test', source: 'forged' });
  expect(await nightlyCheck(place)()).toEqual({ rows: 4, broken: 1 });
});

test('rows deleted from the end, and a rewritten log, are detected against the last good check', async () => {
  await fill(5);
  await nightlyCheck()();
  // The check itself wrote row 6, after the position that it stores.
  await tamper('delete from audit where seq >= 5');
  expect(await verifyAudit(database.db)).toEqual({ ok: false, rows: 4, badSeq: 5 });
  await tamper('delete from audit');
  now += 1;
  await fill(9);
  expect(await verifyAudit(database.db)).toEqual({ ok: false, rows: 4, badSeq: 5 });
  expect(await verifyAudit(database.db, { known: null })).toMatchObject({ ok: true, rows: 9 });
});

test('a check that is asked to stop does not report the log as good', async () => {
  await fill(3);
  await expect(verifyAudit(database.db, { stopped: AbortSignal.abort() })).rejects.toThrow('aborted');
});

test('an alert is sent once when the audit log cannot be written, and again when it recovers', async () => {
  await fill(1);
  const watch = watchAudit(deps, alerts, 20);
  try {
    await expect.poll(() => watch.isWell()).toBe(true);
    expect(await verifyAudit(database.db)).toMatchObject({ ok: true, rows: 1 });
    await sql.raw('alter table audit rename to audit_gone').execute(database.db);
    await expect.poll(() => watch.isWell()).toBe(false);
    expect((await mail.mailTo(TO, 'cannot be written')).parsed.text).toContain('42P01');
    await sql.raw('alter table audit_gone rename to audit').execute(database.db);
    await mail.mailTo(TO, 'resolved');
    expect(watch.isWell()).toBe(true);
    expect(subjects()).toEqual([
      'P2C Review: audit log cannot be written',
      'P2C Review: audit log cannot be written: resolved',
    ]);
  } finally {
    await watch.stop();
  }
});

test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'a full disk of the data folder is noticed, and so is that of the database; both take the server out of service',
  async () => {
    const folder = publicFolder('p2c-full-disk-');
    const run = promisify(execFile);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', folder]);
    const postgres = await startEmbedded(folder, 'serve');
    const db = openDatabase(postgres.url, () => {}, 2);
    await migrate(db);
    const fill = join(folder, 'fill');
    const full = async () => {
      for (const block of ['1M', '4k'])
        await run('dd', ['if=/dev/zero', `of=${fill}`, `bs=${block}`, 'oflag=append', 'conv=notrunc']).catch(() => {});
    };
    const elsewhere = mkdtempSync(join(tmpdir(), 'p2c-data-'));
    const watches = [watchDisk({ db }, folder, alerts, 40), watchDisk({ db }, elsewhere, alerts, 40)];
    const ready = createReadiness(
      { ...deps, db },
      { auditWritable: () => true, diskWritable: () => watches.at(-1)?.isWell() ?? null, isLeaving: () => false },
    );
    try {
      for (const watch of watches) await expect.poll(watch.isWell).toBe(true);
      await expect.poll(ready, { timeout: 10_000 }).toMatchObject({ ready: true });
      await full();
      for (const watch of watches) await expect.poll(watch.isWell).toBe(false);
      await expect
        .poll(ready, { timeout: 10_000 })
        .toMatchObject({ ready: false, checks: { disk: 'failing', database: 'ok' } });
      expect((await mail.mailTo(TO, 'disk is full')).parsed.text).toMatch(/ENOSPC|53100/);
      rmSync(fill);
      for (const watch of watches) await expect.poll(watch.isWell).toBe(true);
    } finally {
      for (const watch of watches) await watch.stop();
      await db.destroy();
      await postgres.stop();
      await run('umount', [folder]);
      for (const path of [folder, elsewhere]) rmSync(path, { recursive: true, force: true });
    }
  },
);

test('at most one email an hour is sent about one problem', async () => {
  alerts.raise('disk', 'full');
  await mail.mailTo(TO, 'disk');
  now += 3_599_999;
  alerts.raise('disk', 'still full');
  alerts.raise('line', 'cut');
  await mail.mailTo(TO, 'line');
  now += 1;
  alerts.raise('disk', 'still full');
  await expect.poll(subjects).toEqual(['P2C Review: disk', 'P2C Review: line', 'P2C Review: disk']);
});
