import { renameSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import type { FileDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { scanFiles } from '#server/jobs/scan-files.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { fileWith } from '../../helpers/attach.ts';
import { pdf, png } from '../../helpers/pictures.ts';
import { type Scanner, startScanner } from '../../helpers/scanner.ts';
import { until } from '../../helpers/workstation.ts';

const BAD = 'what the scanner of this test knows as malware';
const TOO_LARGE = 'what it says is too large';
const ENDLESS = 'what it never comes to the end of';
const OVER_LIMIT = 'what it could not scan to the end';
const CRASHING = 'what it crashes on';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LIMITS = { idleMs: 1_000, mostMs: 5_000 };

let agency: Agency;
let deps: FileDeps;
let token: string;
let scanner: Scanner;
let looked: number;
let seen: Buffer[];
/** What the scanner says about every file while this is not null; it hangs up if this is empty. */
let outage: string | null;
let tellsLimits: boolean;
let passed: number;
let alerts: string[];
beforeAll(async () => {
  agency = await startAgency();
  deps = {
    ...agency.deps,
    vault: openVault(vaultFolder(agency.dataDir), openServerKey(agency.dataDir, null).subkey('files')),
  };
  token = (await agency.signedIn()).token;
  scanner = await startScanner(
    (socket, file) => {
      looked += 1;
      if (file.includes(ENDLESS)) return;
      if (outage === '' || file.includes(CRASHING)) {
        socket.destroy();
        return;
      }
      const said = file.includes(BAD)
        ? 'stream: Test.Bad FOUND'
        : file.includes(OVER_LIMIT)
          ? 'stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND'
          : file.includes(TOO_LARGE)
            ? 'too large ERROR'
            : 'stream: OK';
      seen.push(file);
      socket.end(outage ?? `${said}\0`);
    },
    undefined,
    (socket) => socket.end('PONG\0'),
    () => (tellsLimits ? 'stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND' : 'stream: OK'),
  );
});
afterAll(async () => {
  await scanner?.stop();
  await agency.stop();
});
beforeEach(async () => {
  looked = 0;
  seen = [];
  outage = null;
  tellsLimits = true;
  passed = 0;
  alerts = [];
  await deps.db.deleteFrom('attachment').execute();
});

const AWAY = 'malware scanner';
const GIVEN_UP = 'files not scanned';
const heard = {
  raise: (key: string) => void alerts.push(`raised ${key}`),
  // As in the server, an alert that was not raised is not cleared either.
  clear: (key: string) => {
    if (alerts.findLast((one) => one.endsWith(` ${key}`)) === `raised ${key}`) alerts.push(`cleared ${key}`);
  },
};
const later = () => new Date(deps.now().getTime() + passed);
const run = (address = scanner.address) =>
  scanFiles({ ...deps, now: later }, { address, alerts: heard, limits: LIMITS });
/** Runs the job every ten seconds, as the server does. */
async function runFor(ms: number, everyMs = 10_000): Promise<void> {
  for (const end = passed + ms; passed < end; passed += everyMs) await run();
}
const NOWHERE = { host: '127.0.0.1', port: 1 };
const withText = (text: string) => Buffer.concat([pdf(), Buffer.from(text)]);
const scansOf = async ({ id }: Report) =>
  (await agency.report(id)).attachments.map(({ name, scan }) => [
    name,
    scan?.state ?? 'not scanned',
    scan?.found ?? null,
  ]);
const original = (id: string | undefined, copy = 'original') =>
  agency.call('GET', `/api/v1/attachments/${id}?copy=${copy}`, { token });

test('files wait as not scanned while the scanner is away, and are scanned once it is back', async () => {
  const report = await fileWith(agency, [
    [await png(), 'a.png'],
    [withText(BAD), 'b.pdf'],
  ]);
  expect(await run(NOWHERE)).toMatchObject({ clean: 0, infected: 0, away: 1 });
  expect(await scansOf(report)).toEqual([
    ['a.png', 'not scanned', null],
    ['b.pdf', 'not scanned', null],
  ]);
  expect((await original(report.attachments[0]?.id)).status).toBe(200);
  expect(await run()).toEqual({ clean: 1, infected: 1, notScanned: 0, away: 0 });
  expect(await scansOf(report)).toEqual([
    ['a.png', 'clean', null],
    ['b.pdf', 'infected', 'Test.Bad'],
  ]);
  expect(await run()).toMatchObject({ clean: 0, infected: 0 });
  expect(looked).toBe(2);
});

test('a file with malware is given to nobody, in no copy, and the try and the find are in the audit log', async () => {
  const report = await fileWith(agency, [[Buffer.concat([await png(), Buffer.from(BAD)]), 'a.png']]);
  await run();
  const [file] = report.attachments;
  for (const copy of ['original', 'view']) {
    const answer = await original(file?.id, copy);
    expect([answer.status, answer.body.error.detail]).toEqual([403, { code: 'file_infected', params: {} }]);
  }
  const rows = await deps.db
    .selectFrom('audit')
    .select(['action', 'outcome', 'detail'])
    .where('target', '=', file?.id ?? '')
    .orderBy('seq')
    .execute();
  expect(rows).toEqual([
    { action: 'attachment.infected', outcome: 'success', detail: { found: 'Test.Bad', report: report.id } },
    { action: 'attachment.read', outcome: 'failure', detail: { copy: 'original' } },
    { action: 'attachment.read', outcome: 'failure', detail: { copy: 'view' } },
  ]);
});

test('what was found reaches workstations by the feed, and a decision about the report is not refused for it', async () => {
  const report = await fileWith(agency, [
    [withText(BAD), 'a.pdf'],
    [pdf(), 'b.pdf'],
  ]);
  /** What the feed has after a cursor. A transaction of another test may hold back its newest changes for a moment. */
  const since = async (after: string) => {
    const reports: Report[] = [];
    for (;;) {
      const query = after === '' ? '' : `?after=${encodeURIComponent(after)}`;
      const { body } = await agency.call('GET', `/api/v1/changes${query}`, { token });
      reports.push(...body.reports);
      after = body.cursor;
      if (!body.more) return { reports, after };
    }
  };
  const { after } = await until(
    () => since(''),
    ({ reports }) => reports.some(({ id }) => id === report.id),
  );
  await run();
  const { reports } = await until(
    () => since(after),
    (found) => found.reports.length > 0,
  );
  expect(reports.map((one) => [one.id, one.version, one.attachments.map(({ scan }) => scan?.state)])).toEqual([
    [report.id, report.version, ['infected', 'clean']],
  ]);
  const approved = await agency.act(token, report, {
    kind: 'approve',
    offenseCode: report.offenseCode ?? '',
    note: '',
  });
  expect(approved.status).toBe(200);
});

test('a file with malware is not in the package for the records system', async () => {
  const report = await fileWith(agency, [
    [withText(BAD), 'a.pdf'],
    [pdf(), 'b.pdf'],
  ]);
  await run();
  await agency.act(token, await agency.report(report.id), {
    kind: 'approve',
    offenseCode: report.offenseCode ?? '',
    note: '',
  });
  const { payload } = await deps.db
    .selectFrom('rms_package')
    .select('payload')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow();
  expect(payload.attachments.map(({ name }) => name)).toEqual(['b.pdf']);
});

test('a file that the scanner cannot look at keeps no other waiting, and is tried again for ever, but less and less often', async () => {
  const report = await fileWith(agency, [
    [withText(TOO_LARGE), 'a.pdf'],
    [pdf(), 'b.pdf'],
  ]);
  expect(await run()).toMatchObject({ clean: 1, notScanned: 1, away: 0 });
  await runFor(7 * MINUTE_MS);
  expect(await scansOf(report)).toEqual([
    ['a.pdf', 'not scanned', null],
    ['b.pdf', 'clean', null],
  ]);
  expect(alerts).not.toContain(`raised ${GIVEN_UP}`);
  const trials = async () => {
    looked = 0;
    await runFor(DAY_MS, 10 * MINUTE_MS);
    return looked;
  };
  expect(await trials()).toBeLessThan(20);
  expect(alerts.filter((one) => one === `raised ${GIVEN_UP}`)).toHaveLength(1);
  for (let day = 0; day < 3; day += 1) await trials();
  // Each trial of this file comes after another file was scanned well.
  expect(await trials()).toBe(2);
  expect(alerts.filter((one) => one === `raised ${GIVEN_UP}`)).toHaveLength(1);
});

test.each([
  ['cannot write its temporary files', () => (outage = 'Can not write to temporary file. ERROR\0')],
  ['hangs up after each file', () => (outage = '')],
])('an outage in which the scanner %s costs files no more than a minute, however long it lasts', async (_, begin) => {
  const before = await fileWith(agency, [[pdf(), 'before.pdf']]);
  await run();
  const report = await fileWith(agency, [
    [withText('one'), 'a.pdf'],
    [withText('two'), 'b.pdf'],
  ]);
  begin();
  await runFor(9 * MINUTE_MS);
  expect(alerts.filter((one) => one.startsWith('raised'))).toEqual([]);
  await runFor(2 * MINUTE_MS);
  expect(alerts).toContain(`raised ${AWAY}`);
  await runFor(DAY_MS, 10 * MINUTE_MS);
  outage = null;
  await runFor(MINUTE_MS + 10_000);
  for (const one of [before, report])
    expect((await scansOf(one)).map(([, state]) => state)).not.toContain('not scanned');
  expect(alerts).not.toContain(`raised ${GIVEN_UP}`);
  expect(alerts.at(-1)).toBe(`cleared ${AWAY}`);
});

test('files are scanned within a minute of the vault’s return, even if no file was ever scanned', async () => {
  const report = await fileWith(agency, [[pdf(), 'a.pdf']]);
  const folder = vaultFolder(agency.dataDir);
  renameSync(folder, `${folder}.away`);
  try {
    await runFor(11 * MINUTE_MS);
    await runFor(DAY_MS, 10 * MINUTE_MS);
  } finally {
    renameSync(`${folder}.away`, folder);
  }
  expect(alerts).toContain(`raised ${AWAY}`);
  await runFor(MINUTE_MS + 10_000);
  expect(await scansOf(report)).toEqual([['a.pdf', 'clean', null]]);
});

test('a file that crashes the scanner keeps no older one waiting, and crashes it ever less often', async () => {
  const old = await fileWith(agency, [[pdf(), 'old.pdf']]);
  const crashing = await fileWith(agency, [[withText(CRASHING), 'new.pdf']]);
  // Each crash ends a run, and each run here begins with the scanner up again.
  await runFor(20_000);
  expect(await scansOf(old)).toEqual([['old.pdf', 'clean', null]]);
  let crashes = 0;
  for (const end = passed + DAY_MS; passed < end; passed += MINUTE_MS) crashes += (await run()).away;
  expect(crashes).toBeGreaterThan(5);
  expect(crashes).toBeLessThan(15);
  expect(await scansOf(crashing)).toEqual([['new.pdf', 'not scanned', null]]);
  expect(alerts.filter((one) => one === `raised ${GIVEN_UP}`)).toHaveLength(1);
});

test('a file in which malware is found only later, when it is looked at again, is infected from then on', async () => {
  const known = await fileWith(agency, [[withText('later known'), 'known.pdf']]);
  await run();
  await fileWith(agency, [[withText(TOO_LARGE), 'a.pdf']]);
  await run();
  outage = 'stream: Test.Later FOUND\0';
  passed += MINUTE_MS;
  await run();
  expect(await scansOf(known)).toEqual([['known.pdf', 'infected', 'Test.Later']]);
});

test('a file that the scanner never comes to the end of keeps no other waiting', async () => {
  const old = await fileWith(agency, [[pdf(), 'a.pdf']]);
  const endless = await fileWith(agency, [[withText(ENDLESS), 'b.pdf']]);
  expect(await run()).toEqual({ clean: 1, infected: 0, notScanned: 1, away: 0 });
  expect(await scansOf(old)).toEqual([['a.pdf', 'clean', null]]);
  expect(await scansOf(endless)).toEqual([['b.pdf', 'not scanned', null]]);
});

test('those who run the server are told when files have waited for ten minutes, and when it works again', async () => {
  await fileWith(agency, [[pdf(), 'a.pdf']]);
  await run(NOWHERE);
  expect(alerts).toEqual([]);
  passed = 11 * MINUTE_MS;
  await run(NOWHERE);
  expect(alerts).toEqual([`raised ${AWAY}`]);
  await run();
  expect(alerts).toEqual([`raised ${AWAY}`, `cleared ${AWAY}`]);
});

test('a file that is scanned while its form is sent has in the report what was found', async () => {
  for (let round = 0; round < 5; round += 1) {
    const filing = fileWith(agency, [[withText(BAD), 'a.pdf']]);
    const ended = { is: false };
    filing.then(
      () => (ended.is = true),
      () => (ended.is = true),
    );
    while (!ended.is) await run();
    const report = await filing;
    await run();
    expect(await scansOf(report)).toEqual([['a.pdf', 'infected', 'Test.Bad']]);
  }
});

test('a file over the limits of the scanner counts as not scanned, neither as clean nor as malware', async () => {
  const report = await fileWith(agency, [[withText(OVER_LIMIT), 'a.pdf']]);
  expect(await run()).toMatchObject({ clean: 0, infected: 0, notScanned: 1 });
  expect(await scansOf(report)).toEqual([['a.pdf', 'not scanned', null]]);
});

test('a scanner that calls files clean that it did not scan to the end is not believed, and those who run the server are told', async () => {
  const report = await fileWith(agency, [[withText('large'), 'a.pdf']]);
  tellsLimits = false;
  expect(await run()).toMatchObject({ clean: 0, away: 1 });
  expect(await scansOf(report)).toEqual([['a.pdf', 'not scanned', null]]);
  expect([looked, alerts]).toEqual([0, ['raised malware scanner settings']]);
  tellsLimits = true;
  expect(await run()).toMatchObject({ clean: 1 });
  expect(alerts).toContain('cleared malware scanner settings');
});

test('those who run the server are told when a file has waited for ten minutes although others are scanned', async () => {
  const waits = await fileWith(agency, [[withText('first'), 'a.pdf']]);
  passed = 11 * MINUTE_MS;
  await deps.db
    .updateTable('attachment')
    .set({ scan_failures: 1, scan_again_at: new Date(later().getTime() + MINUTE_MS) })
    .where('report_id', '=', waits.id)
    .execute();
  await fileWith(agency, [[withText('second'), 'a.pdf']]);
  expect(await run()).toMatchObject({ clean: 1, away: 0 });
  expect(alerts).toContain(`raised ${AWAY}`);
  passed += 2 * MINUTE_MS;
  expect(await run()).toMatchObject({ clean: 1 });
  expect(alerts).toContain(`cleared ${AWAY}`);
});

test("reports' files are scanned first, oldest first; of files that were not sent, networks take turns", async () => {
  const old = await fileWith(agency, [[withText('report 1'), 'a.pdf']]);
  const late = await fileWith(agency, [[withText('report 2'), 'a.pdf']]);
  const row = async (id: string) =>
    deps.db.selectFrom('attachment').selectAll().where('report_id', '=', id).executeTakeFirstOrThrow();
  const [first, second] = [await row(old.id), await row(late.id)];
  // The same two files, as strangers sent them later with forms that were never submitted: the first network sent three.
  for (const [at, [{ file_id }, source]] of (
    [
      [first, 'a'],
      [first, 'a'],
      [first, 'a'],
      [second, 'b'],
    ] as const
  ).entries()) {
    const { view: _, ...copied } = first;
    const received_at = new Date(second.received_at.getTime() + at + 1);
    const own = {
      id: `0195706f-0000-7000-8000-00000000000${at}`,
      report_id: null,
      upload_id: '0195706f-0000-7000-8000-0000000000ff',
      file_id,
      source,
      received_at,
    };
    await deps.db
      .insertInto('attachment')
      .values({ ...copied, ...own })
      .execute();
  }
  await run();
  expect(seen.map((file) => /report \d/.exec(file.toString('latin1'))?.[0])).toEqual([
    'report 1',
    'report 2',
    'report 1',
    'report 2',
    'report 1',
    'report 1',
  ]);
});
