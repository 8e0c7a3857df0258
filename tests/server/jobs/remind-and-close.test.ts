import { afterAll, beforeAll, expect, test } from 'vitest';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import { statusView } from '#server/portal/status/status-view.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const DAY = 86_400_000;
const START = new Date('2026-03-09T19:30:00.000Z');
let now = START;
let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
  token = (await agency.signedIn()).token;
});
afterAll(() => agency.stop());

const ask: Act = { kind: 'follow_up', missing: ['serial_number'], note: '' };
const awaited = async (email: string) => {
  const report = await agency.file({ facts: { who: { email } } });
  await agency.act(token, report, ask);
  await agency.lettersSent(report.id);
  return report.id;
};
const askedBy = (id: string) =>
  agency.deps.db
    .selectFrom('letter')
    .selectAll()
    .where('report_id', '=', id)
    .where('kind', '=', 'follow_up')
    .executeTakeFirstOrThrow();

test('a report whose letter cannot be written does not hold up the others, and the job reports a failure', async () => {
  now = START;
  const broken = await awaited('broken@example.org');
  const whole = await awaited('whole@example.org');
  const { facts } = await agency.deps.db
    .selectFrom('report')
    .select('facts')
    .where('id', '=', broken)
    .executeTakeFirstOrThrow();
  const put = (value: unknown) =>
    agency.deps.db
      .updateTable('report')
      .set({ facts: JSON.stringify(value) })
      .where('id', '=', broken)
      .execute();
  await put({ ...facts, who: null });
  now = new Date(START.getTime() + 6 * DAY);
  await expect(remindAndClose(agency.deps)).rejects.toThrow();
  const kinds = (await agency.report(whole)).history.map(({ kind }) => kind);
  expect(kinds).toContain('reminded');
  await put(facts);
  expect(await remindAndClose(agency.deps)).toEqual({ reminded: 1, closed: 0 });
});

test('no reminder is sent for a question that is still unsent: the clock starts when the mail server takes it', async () => {
  now = START;
  const email = 'away@example.org';
  const report = await agency.file({ facts: { who: { email } } });
  await agency.mail.mailTo(email);
  agency.mail.refuse(email, 451, 100_000);
  await agency.act(token, report, ask);
  await expect.poll(async () => (await askedBy(report.id)).last_error).not.toBeNull();
  const wasReminded = async () => {
    await remindAndClose(agency.deps);
    return (await agency.report(report.id)).history.some(({ kind }) => kind === 'reminded' || kind === 'closed');
  };
  // The next attempt waits for the test clock, so the letter is sent three days after it was requested, and not earlier.
  agency.mail.forgive();
  now = new Date(START.getTime() + 3 * DAY);
  await expect.poll(async () => (await askedBy(report.id)).sent_at, { timeout: 20_000 }).not.toBeNull();
  now = new Date(START.getTime() + 6 * DAY);
  expect(await wasReminded()).toBe(false);
  now = new Date(START.getTime() + 9 * DAY);
  expect(await wasReminded()).toBe(true);
});

test('the days that a letter gave hold when a later policy gives fewer: in reminders, closing, and what it says', async () => {
  now = START;
  const id = await awaited('promised@example.org');
  const before = await agency.policy();
  const { limits, times } = before;
  await agency.publish((policy) => ({
    ...policy,
    limits: { ...limits, replyDays: 10 },
    times: { ...times, reminderDays: [5, 8] },
  }));
  try {
    const after = async (days: number) => {
      now = new Date(START.getTime() + days * DAY);
      await remindAndClose(agency.deps);
      // Waits until the letter is sent: a report whose letter is being sent is left for the next round.
      await agency.lettersSent(id);
      return agency.report(id);
    };
    const reminded = await after(8);
    expect(reminded.history.findLast(({ kind }) => kind === 'reminded')?.event.params).toEqual({ days: 7 });
    const waiting = await after(14);
    expect(waiting.state).toBe('awaiting_citizen');
    expect(statusView(waiting, await agency.policy(), now, false).answerBy).toBe('2026-03-24');
    const closed = await after(15);
    expect(closed.state).toBe('closed_no_answer');
    expect(closed.history.findLast(({ kind }) => kind === 'closed')?.letter?.text).toContain('within 15 days');

    now = START;
    const later = await agency.report(await awaited('later@example.org'));
    expect(statusView(later, await agency.policy(), now, false).answerBy).toBe('2026-03-19');
  } finally {
    await agency.publish((policy) => ({ ...policy, limits, times }));
  }
});
