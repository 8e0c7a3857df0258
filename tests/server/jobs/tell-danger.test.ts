import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addInformation } from '#server/commands/reports/add-information.ts';
import { tellDanger } from '#server/jobs/tell-danger.ts';
import { smtpTransport } from '#server/mail/transport.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

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
  expect(await run()).toEqual({ told: 1, seen: 0 });
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
  expect(await run()).toEqual({ told: 0, seen: 1 });
});

test('an ordinary report is never told about, unless what is added to it later means danger', async () => {
  const report = await agency.file({ facts: { how: 'My bicycle was taken from the yard.' } });
  expect((await run()).told).toBe(0);
  await addInformation(agency.deps, report.id, { text: 'He is still outside my door.', uploadId: null }, 'test');
  expect((await run()).told).toBe(1);
  expect(mailsAbout(report.trackingNumber)).toHaveLength(1);
});
