import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellLate } from '#server/jobs/tell-late.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const DAY = 86_400_000;
/** A Monday. The first policy promises an answer within three business days, that is, by Thursday. */
const START = new Date('2026-03-09T15:00:00.000Z');
let now = START;
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const after = (days: number) => {
  now = new Date(START.getTime() + days * DAY);
};
/** Waits until all mail is sent. Marking a letter as sent locks its report's row, and the job skips locked reports. */
const allSent = () =>
  expect
    .poll(() =>
      agency.deps.db
        .selectFrom('letter')
        .select('id')
        .where('to_address', 'is not', null)
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .execute(),
    )
    .toEqual([]);
const run = async () => {
  const { told } = await tellLate(agency.deps, new AbortController().signal);
  await allSent();
  return told;
};
const filed = async (email: string | null, safeContact: 'any' | 'no_mail' = 'any') => {
  after(0);
  const report = await agency.file({ facts: { who: { email, safeContact } } });
  await allSent();
  return report;
};
const isTold = async (id: string) => (await agency.report(id)).history.some(({ event }) => event.code === 'told_late');
/** Signs in for each act, because the days between them end a session. */
const act = async (report: Report, what: Act): Promise<Report> => {
  const { token } = await agency.signedIn('supervisor');
  const answer = await agency.act(token, report, what);
  expect(answer.status).toBe(200);
  await allSent();
  return agency.report(report.id);
};
const REJECT: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };

test('a person whose answer is late is told once, on the day after the promised one', async () => {
  const { id, trackingNumber } = await filed('late@example.org');
  after(3);
  expect(await run()).toBe(0);
  after(4);
  expect(await run()).toBe(1);
  expect(await isTold(id)).toBe(true);
  const mail = await agency.mail.mailTo('late@example.org', `report ${trackingNumber} is late`);
  expect(mail.parsed.text).toContain('within 3 business days');
  after(5);
  expect(await run()).toBe(0);
});

test('nobody is told whose report was decided, who can be reached by neither way, or whose answer is late by more than a week', async () => {
  const decided = await filed('decided@example.org');
  const paper = await filed(null);
  const unsafe = await filed(null, 'no_mail');
  const old = await filed('old@example.org');
  await act(decided, REJECT);
  after(12);
  expect(await run()).toBe(0);
  after(4);
  expect(await run()).toBe(2);
  expect(await Promise.all([decided, unsafe, paper, old].map(({ id }) => isTold(id)))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('the waiting that starts anew with a reopened decision has its own promise', async () => {
  const report = await filed('again@example.org');
  after(4);
  expect(await run()).toBe(1);
  const rejected = await act(await agency.report(report.id), REJECT);
  await act(rejected, { kind: 'return', cause: 'Read wrong.', note: '' });
  after(7);
  expect(await run()).toBe(0);
  after(10);
  expect(await run()).toBe(1);
});
