import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { verifyAudit } from '#server/db/audit.ts';
import { remindAndClose } from '#server/jobs/remind-and-close.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const HOUR = 3_600_000;
/** A Monday shortly before the clocks go back in New York, on the sixth day. */
const START = new Date('2026-10-26T19:30:00.000Z');
let agency: Agency;
let token: string;
let now = START;
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const ask: Act = { kind: 'follow_up', missing: ['serial_number'], note: '' };
const lettersOf = (report: Report) =>
  agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', report.id).orderBy('queued_at').execute();
const day = (at: Date) => dayOf(at, 'America/New_York');

test('over forty days the reporter is reminded twice, the report is closed once, and a late reply reopens it', async () => {
  token = (await agency.signedIn()).token;
  const email = 'silent@example.org';
  const silent = await agency.file({ facts: { who: { email } } });
  const called = await agency.file({ facts: { who: { email: 'called@example.org' } } });
  // Letters from the same moment have no defined order.
  now = new Date(now.getTime() + 1_000);
  await agency.act(token, silent, ask);
  await agency.lettersSent(silent.id);
  // Calls alone never close a report, however many were missed.
  for (let n = 0; n < 3; n += 1) {
    await agency.act(token, await agency.report(called.id), { kind: 'log_call', outcome: 'no_answer', note: '' });
  }
  const done: string[] = [];
  for (let hours = 0; hours <= 40 * 24; hours += 3) {
    now = new Date(START.getTime() + hours * HOUR);
    // Two processes run the job at the same time.
    const [one, two] = await Promise.all([remindAndClose(agency.deps), remindAndClose(agency.deps)]);
    for (let n = 0; n < one.reminded + two.reminded; n += 1) done.push(`reminded ${day(now)}`);
    for (let n = 0; n < one.closed + two.closed; n += 1) done.push(`closed ${day(now)}`);
    await agency.lettersSent(silent.id);
  }
  expect(done).toEqual(['reminded 2026-10-31', 'reminded 2026-11-05', 'closed 2026-11-10']);
  expect((await lettersOf(silent)).map((one) => one.kind)).toEqual([
    'received',
    'follow_up',
    'reminder',
    'reminder',
    'closed_no_answer',
  ]);
  const closed = await agency.report(silent.id);
  expect(closed.state).toBe('closed_no_answer');
  expect(closed.history.map((one) => one.kind).filter((kind) => !kind.startsWith('letter'))).toEqual([
    'submitted',
    'follow_up',
    'reminded',
    'reminded',
    'closed',
  ]);
  expect((await agency.report(called.id)).state).toBe('submitted');

  // Every mail has its own link; the one in the last mail reopens the report.
  const mail = await agency.mail.mailTo(email, 'reopen it');
  const [link = ''] = /http\S+\/reply\/\w{26}/.exec(mail.parsed.text ?? '') ?? [];
  const reminder = await agency.mail.mailTo(email, 'A reminder');
  const [older = ''] = /http\S+\/reply\/\w{26}/.exec(reminder.parsed.text ?? '') ?? [];
  expect(older).not.toBe(link);
  expect((await fetch(link)).status).toBe(200);
  expect((await agency.report(silent.id)).state).toBe('closed_no_answer');
  const answer = (address: string) =>
    answerFollowUp(
      agency.deps,
      { by: { link: address.split('/').at(-1) ?? '' }, text: 'Here it is: WTU 123.', uploadId: null },
      'test',
    );
  expect(await answer(link)).toBe(true);
  expect(await agency.report(silent.id)).toMatchObject({ state: 'resubmitted' });
  // The reply uses up all links of its follow-up.
  expect([await answer(link), await answer(older)]).toEqual([false, false]);
  expect(await verifyAudit(agency.deps.db)).toMatchObject({ ok: true });
});

test('a server that was down past every deadline sends a reminder first, and closes the report two days later', async () => {
  const report = await agency.file({ facts: { who: { email: 'slept@example.org' } } });
  await agency.act((await agency.signedIn()).token, report, ask);
  await agency.lettersSent(report.id);
  const asked = now;
  now = new Date(asked.getTime() + 30 * 24 * HOUR);
  expect(await remindAndClose(agency.deps)).toEqual({ reminded: 1, closed: 0 });
  expect(await remindAndClose(agency.deps)).toEqual({ reminded: 0, closed: 0 });
  now = new Date(now.getTime() + 2 * 24 * HOUR);
  // A report that the mailer is updating at this moment is left for the next round, so this may take several rounds.
  await expect.poll(() => remindAndClose(agency.deps)).toEqual({ reminded: 0, closed: 1 });
});

test('a report is never closed if its reporter never got the question', async () => {
  const report = await agency.file({ facts: { who: { email: null } } });
  agency.mail.refuse('nobody@example.org', 550);
  const fixed: Act = { kind: 'correct', field: 'who.email', value: 'nobody@example.org', note: 'By phone.' };
  const signed = (await agency.signedIn()).token;
  await agency.act(signed, report, fixed);
  await agency.act(signed, await agency.report(report.id), ask);
  await expect.poll(async () => (await agency.report(report.id)).history.at(-1)?.kind).toBe('letter_failed');
  now = new Date(now.getTime() + 60 * 24 * HOUR);
  await remindAndClose(agency.deps);
  expect((await agency.report(report.id)).state).toBe('awaiting_citizen');

  // From the day it is mailed on paper, this follow-up counts like any other.
  const { token: fresh } = await agency.signedIn();
  const { rows } = (await agency.call('GET', '/api/v1/papers', { token: fresh })).body;
  const paper = rows.find((one: { kind: string; trackingNumber: string }) => {
    return one.kind === 'follow_up' && one.trackingNumber === report.trackingNumber;
  });
  const body = { letterIds: [paper.id] };
  expect((await agency.call('POST', '/api/v1/papers/printed', { token: fresh, body })).status).toBe(204);
  const history = async () => (await agency.report(report.id)).history.map((entry) => entry.kind);
  await remindAndClose(agency.deps);
  expect(await history()).not.toContain('reminded');
  now = new Date(now.getTime() + 6 * 24 * HOUR);
  await expect.poll(async () => (await remindAndClose(agency.deps)).reminded).toBe(1);
  expect(await history()).toContain('reminded');
  now = new Date(now.getTime() + 12 * 24 * HOUR);
  await expect.poll(async () => (await remindAndClose(agency.deps)).reminded).toBe(1);
  now = new Date(now.getTime() + 2 * 24 * HOUR);
  await expect.poll(async () => (await remindAndClose(agency.deps)).closed).toBe(1);
  expect((await agency.report(report.id)).state).toBe('closed_no_answer');
});

test('three weeks after approval a report is on the courtesy list until someone records the contact', async () => {
  const report = await agency.file();
  const officer = await agency.signedIn();
  await agency.act(officer.token, report, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  const approved = now;
  const list = async (query = '') => {
    const fresh = (await agency.signedIn()).token;
    const answer = await agency.call('GET', `/api/v1/courtesy-contacts${query}`, { token: fresh });
    return answer.body.rows.map((row: { reportId: string }) => row.reportId);
  };
  now = new Date(approved.getTime() + 20 * 24 * HOUR);
  expect(await list()).toEqual([]);
  now = new Date(approved.getTime() + 21 * 24 * HOUR);
  expect(await list()).toEqual([report.id]);
  const { token: fresh } = await agency.signedIn();
  const note = (id: string) =>
    agency.call('POST', `/api/v1/reports/${id}/courtesy-contact`, {
      token: fresh,
      body: { outcome: 'reached', note: 'Was glad.' },
    });
  expect((await note(report.id)).status).toBe(204);
  expect([await list(), await list('?done=true')]).toEqual([[], [report.id]]);
  expect((await agency.report(report.id)).history.at(-1)).toMatchObject({ kind: 'contact', note: 'Was glad.' });
  expect((await note((await agency.file()).id)).status).toBe(409);
});
