import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addInformation, withdrawReport } from '#server/commands/reports/add-information.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { foundIt } from '#server/commands/reports/found.ts';
import { readAudit } from '#server/db/audit.ts';
import { tellDanger, tellDangerOrAlert } from '#server/jobs/tell-danger.ts';
import { smtpTransport } from '#server/mail/transport.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { APPROVE, REJECT } from '../../helpers/review-week.ts';

const TO = 'watch@agency.example';
const FROM = 'p2c@agency.example';
const MINUTE = 60_000;
let now = new Date('2026-11-24T15:00:00.000Z');
let agency: Agency;
let transport: ReturnType<typeof smtpTransport>;
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_JOBS: '0' } });
  await agency.publish((policy) => ({ ...policy, danger: { to: [TO], againMinutes: 10 } }));
  transport = smtpTransport(agency.mail.url);
});
afterAll(async () => {
  transport.close();
  await agency.stop();
});

const run = () => tellDanger(agency.deps, { transport, from: FROM });
const mailsAbout = (number: string) =>
  agency.mail.mails.filter((one) => one.to.includes(TO) && one.parsed.subject?.includes(number));
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE);
};

test('a report that may mean danger is told about at once, without what the person wrote, and again until it is opened', async () => {
  const report = await agency.file({ facts: { how: 'My ex pointed a gun at Deshawn. He is still outside my house.' } });
  expect(await run()).toEqual({ told: 1, seen: 0, taken: 1, failed: 0 });
  const [mail] = mailsAbout(report.trackingNumber);
  expect(mail?.parsed.text).toContain('happening now, a weapon');
  expect(mail?.raw).not.toMatch(/Deshawn|gun at|Maria/);

  expect((await run()).told).toBe(0);
  later(11);
  expect((await run()).told).toBe(1);
  expect(mailsAbout(report.trackingNumber)[1]?.parsed.text).toContain('reminder 1');

  const { officer } = await agency.signedIn('officer');
  await agency.deps.db
    .insertInto('opening')
    .values({
      id: randomUUID(),
      report_id: report.id,
      officer_id: officer.id,
      tracking_number: report.trackingNumber,
      first_at: now,
      last_at: now,
      seconds: 5,
      uses: JSON.stringify({}),
      offline: false,
    })
    .execute();
  later(11);
  expect(await run()).toEqual({ told: 0, seen: 1, taken: 0, failed: 0 });
});

test('an ordinary report is never told about, unless what is added to it later means danger', async () => {
  const report = await agency.file({ facts: { how: 'My bicycle was taken from the yard.' } });
  expect((await run()).told).toBe(0);
  await addInformation(agency.deps, report.id, { text: 'He is still outside my door.', uploadId: null }, 'test');
  expect((await run()).told).toBe(1);
  expect(mailsAbout(report.trackingNumber)).toHaveLength(1);
});

test('an address that refuses keeps neither the others nor other reports waiting, and nobody gets a second copy', async () => {
  const [gone, full] = ['left@agency.example', 'full@agency.example'];
  await agency.publish((policy) => ({ ...policy, danger: { to: [gone, TO, full], againMinutes: 10 } }));
  agency.mail.refuse(gone, 550, 4);
  agency.mail.refuse(full, 452, 4);
  const [one, two] = [
    await agency.file({ facts: { how: 'He is still outside my door.' } }),
    await agency.file({ facts: { how: 'He pointed a gun at me.' } }),
  ];
  expect(await run()).toMatchObject({ told: 2, failed: 4 });
  for (const { trackingNumber } of [one, two]) expect(mailsAbout(trackingNumber)).toHaveLength(1);
  // The full mailbox may have room soon, so the next run tries it again. The nonexistent mailbox is tried again only
  // with the reminder.
  expect(await run()).toMatchObject({ told: 0, failed: 2 });
  expect(await run()).toMatchObject({ told: 0, failed: 0 });
  for (const { trackingNumber } of [one, two]) expect(mailsAbout(trackingNumber)).toHaveLength(1);
  later(11);
  expect((await run()).failed).toBe(2);
  for (const { trackingNumber } of [one, two]) expect(mailsAbout(trackingNumber)).toHaveLength(2);
  await agency.publish((policy) => ({ ...policy, danger: { to: [TO], againMinutes: 10 } }));
});

test('nobody is told that the mail is delivered again before a mail was, nor that the agency was told when it was not', async () => {
  const gone = 'gone@agency.example';
  await agency.publish((policy) => ({ ...policy, danger: { to: [gone], againMinutes: 10 } }));
  agency.mail.refuse(gone, 550, 1);
  const said: string[] = [];
  const alerts = { raise: (key: string) => void said.push(`raise ${key}`), clear: () => void said.push('clear') };
  const runs = () => tellDangerOrAlert(agency.deps, { transport, from: FROM }, alerts);
  const { id } = await agency.file({ facts: { how: 'He is still outside my door.' } });
  await runs();
  await runs();
  expect(said).toEqual(['raise mail about danger']);
  const rows = (await readAudit(agency.deps.db, 0, 10_000)).filter(({ target }) => target === id);
  expect(rows).toContainEqual(expect.objectContaining({ action: 'report.danger', outcome: 'failure' }));
  later(11);
  await runs();
  expect(said).toEqual(['raise mail about danger', 'clear']);
  await agency.publish((policy) => ({ ...policy, danger: { to: [TO], againMinutes: 10 } }));
});

test('an address that stays full keeps the others neither from reminders nor from newer reports', async () => {
  const full = 'always-full@agency.example';
  await agency.publish((policy) => ({ ...policy, danger: { to: [TO, full], againMinutes: 10 } }));
  agency.mail.refuse(full, 452, 1_000);
  await agency.deps.db.updateTable('danger').set({ done_at: now }).execute();
  const first = await agency.file({ facts: { how: 'He is still outside my door.' } });
  expect(await run()).toMatchObject({ told: 1, failed: 1 });
  later(11);
  expect((await run()).told).toBe(1);
  expect(mailsAbout(first.trackingNumber)[1]?.parsed.text).toContain('reminder 1');

  // As many as are looked at in one run.
  for (let n = 0; n < 50; n += 1) await agency.file({ facts: { how: 'He is still outside my door.' } });
  await run();
  later(1);
  const newest = await agency.file({ facts: { how: 'He pointed a gun at me.' } });
  expect((await run()).told).toBe(1);
  expect(mailsAbout(newest.trackingNumber)).toHaveLength(1);

  agency.mail.forgive();
  await run();
  const late = agency.mail.mails.filter(({ to, parsed }) => to.includes(full) && parsed.text?.includes('reminder 1'));
  expect(late.map(({ parsed }) => parsed.subject)).toEqual([expect.stringContaining(first.trackingNumber)]);
  await agency.publish((policy) => ({ ...policy, danger: { to: [TO], againMinutes: 10 } }));
});

test('danger written while the e-mail about an earlier text is sent is told about, too', async () => {
  const report = await agency.file({ facts: { how: 'He is still outside my door.' } });
  const meanwhile: typeof transport = {
    ...transport,
    send: async (mail) => {
      if (mail.subject.includes(report.trackingNumber)) {
        later(1);
        await addInformation(agency.deps, report.id, { text: 'He has a gun.', uploadId: null }, 'test');
      }
      return transport.send(mail);
    },
  };
  await tellDanger(agency.deps, { transport: meanwhile, from: FROM });
  expect((await run()).told).toBe(1);
  expect(mailsAbout(report.trackingNumber).map(({ parsed }) => parsed.text?.includes('a weapon'))).toEqual([
    false,
    true,
  ]);
});

test.each([
  ['a message on an approved report', 'approved', (id: string) => foundIt(agency.deps, id, 'He has a gun.', 'test')],
  [
    'a withdrawal',
    'open',
    (id: string) =>
      withdrawReport(agency.deps, id, { text: 'He says he will kill me if I do not.', uploadId: null }, 'test'),
  ],
  [
    'a request for a review',
    'rejected',
    (id: string) => appealReport(agency.deps, { reportId: id, text: 'I will kill myself over this.' }, 'test'),
  ],
] as const)('%s that may mean danger is told about', async (_, before, write) => {
  const report = await agency.file();
  if (before !== 'open') {
    const { token } = await agency.signedIn('officer');
    const act = before === 'approved' ? APPROVE : REJECT;
    await agency.act(token, await agency.report(report.id), act);
  }
  later(1);
  expect(await write(report.id)).toBe(true);
  expect(await run()).toMatchObject({ told: 1 });
  expect(mailsAbout(report.trackingNumber)).toHaveLength(1);
});

test('a server tells of it within a minute, by its own schedule and a real clock', async () => {
  const running = await startAgency({ env: { P2C_JOBS: '1' } });
  await running.publish((policy) => ({ ...policy, danger: { to: [TO], againMinutes: 10 } }));
  const ran = () => running.deps.db.selectFrom('job').select('last_success_at').where('name', '=', 'danger').execute();
  // Waits for the first run, so that only a later run can find the report.
  await vi.waitFor(async () => expect((await ran())[0]?.last_success_at).toBeInstanceOf(Date), { timeout: 30_000 });
  const from = performance.now();
  const { trackingNumber } = await running.file({ facts: { how: 'He is outside right now with a knife.' } });
  const told = () => running.mail.mails.some(({ parsed }) => parsed.subject?.includes(trackingNumber) ?? false);
  await vi.waitUntil(() => running.mail.mails.some(({ to }) => to.includes(TO)) && told(), {
    timeout: 60_000,
    interval: 100,
  });
  expect(performance.now() - from).toBeLessThan(60_000);
  await running.stop();
});
