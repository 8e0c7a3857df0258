import { afterAll, beforeAll, expect, test } from 'vitest';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const ON_PAPER = {
  facts: { who: { email: null, preferredContact: 'letter', address: '9 Elm St, Hartford, CT 06106' } },
} as const;
const ASK: Act = { kind: 'follow_up', missing: ['serial_number'], note: '' };
const DAY = 86_400_000;
const MONDAY = new Date('2026-03-09T19:30:00.000Z');
let now = MONDAY;
let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  token = (await agency.signedIn()).token;
  await agency.publish((policy) => ({
    ...policy,
    limits: { ...policy.limits, replyDays: 10 },
    times: { ...policy.times, countIn: 'working_days', reminderDays: [5], lateAnswerDays: 0 },
  }));
});
afterAll(() => agency.stop());

const daysLater = (days: number) => new Date(MONDAY.getTime() + days * DAY);
async function askedOnPaper(): Promise<string> {
  const report = await agency.file(ON_PAPER);
  expect((await agency.act(token, report, ASK)).status).toBe(200);
  return report.id;
}
const linksOf = async (reportId: string) => {
  const links = await agency.deps.db
    .selectFrom('private_link')
    .select('expires_at')
    .where('report_id', '=', reportId)
    .where('purpose', '=', 'reply')
    .orderBy('created_at')
    .execute();
  return links.map((link) => link.expires_at.toISOString());
};
async function print(reportId: string): Promise<void> {
  const letter = await agency.deps.db
    .selectFrom('letter')
    .select('id')
    .where('report_id', '=', reportId)
    .where('kind', '=', 'follow_up')
    .executeTakeFirstOrThrow();
  const clerk = await agency.signedIn('records');
  const body = { letterIds: [letter.id] };
  expect((await agency.call('POST', '/api/v1/papers/printed', { token: clerk.token, body })).status).toBe(204);
}

test('a reply link lasts through the last day to answer, though weekends do not count toward it', async () => {
  now = MONDAY;
  // Monday, March 23, until midnight in Hartford.
  expect(await linksOf(await askedOnPaper())).toEqual(['2026-03-24T03:59:00.000Z']);
});

test('if the letter is printed late, its link ends as much later as the deadline', async () => {
  now = MONDAY;
  const id = await askedOnPaper();
  now = daysLater(4);
  await print(id);
  expect(await linksOf(id)).toEqual(['2026-03-28T03:59:00.000Z']);
});

test('if the mail server takes the letter late, its link ends as much later as the deadline', async () => {
  now = MONDAY;
  const email = 'late@example.org';
  const report = await agency.file({ facts: { who: { email } } });
  await agency.lettersSent(report.id);
  agency.mail.refuse(email, 451, 100_000);
  expect((await agency.act(token, report, ASK)).status).toBe(200);
  const tried = agency.deps.db.selectFrom('letter').select('id').where('report_id', '=', report.id);
  await expect.poll(async () => (await tried.where('last_error', 'is not', null).execute()).length).toBe(1);
  agency.mail.forgive();
  now = daysLater(4);
  await agency.lettersSent(report.id);
  expect(await linksOf(report.id)).toEqual(['2026-03-28T03:59:00.000Z']);
});

test('an end that a more generous policy gave is not moved closer', async () => {
  now = MONDAY;
  const id = await askedOnPaper();
  const generous = new Date('2026-06-01T12:00:00.000Z');
  await agency.deps.db
    .updateTable('private_link')
    .set({ expires_at: generous })
    .where('report_id', '=', id)
    .where('purpose', '=', 'reply')
    .execute();
  await print(id);
  expect(await linksOf(id)).toEqual([generous.toISOString()]);
});

test('the link in a reminder lasts through the working days that it leaves', async () => {
  now = MONDAY;
  const id = await askedOnPaper();
  await print(id);
  // Monday, March 16, in the morning: five working days before the deadline.
  now = new Date('2026-03-16T14:00:00.000Z');
  await remindAndClose(agency.deps);
  expect(await linksOf(id)).toEqual(['2026-03-24T03:59:00.000Z', '2026-03-24T03:59:00.000Z']);
});
