import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAnchorKey } from '#server/audit/anchor-key.ts';
import { appendAudit, verifyAudit } from '#server/db/audit.ts';
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
function nightlyCheck(): () => ReturnType<JobWork> {
  const jobs = new Map<string, JobWork>();
  const vault = openVault('/nonexistent', new Uint8Array(32));
  const scheduler = {
    schedule: (name: string, _: unknown, work: JobWork) => jobs.set(name, work),
    stop: () => Promise.resolve(),
  };
  const anchor = { key: openAnchorKey(publicFolder('p2c-anchor-')), file: '/nonexistent', siem: null };
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
