import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import { verifyAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { APPROVE, ON_PAPER, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

let week: ReviewWeek;
let supervisor: SignInResult;
let officer: SignInResult;
const EMAIL = 'sent-back@example.org';
const reports: Record<'agreed' | 'stands' | 'mailed' | 'onPaper' | 'overturned' | 'moved', Report> =
  Object.create(null);
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  const account = await agency.makeOfficer();
  const decider = await agency.signIn(account);
  const decided = async (act: Act, given?: Parameters<typeof agency.file>[0]) => {
    const report = await agency.file(given);
    return week.does(decider, report, act);
  };
  reports.agreed = await decided(APPROVE);
  reports.stands = await decided(REJECT);
  reports.mailed = await decided(REJECT, { facts: { who: { email: EMAIL } } });
  reports.onPaper = await decided(REJECT, ON_PAPER);
  reports.overturned = await decided(APPROVE);
  reports.moved = await decided(REJECT);
  await agency.mail.mailTo(EMAIL, 'could not approve');
  await week.draw();
  [supervisor, officer] = [await agency.signedIn('supervisor'), await agency.signIn(account)];
});
afterAll(() => week.agency.stop());

/**
 * Makes a second decision that differs from the first. Returns the sample's ID and the response, which previews the
 * letter that sending the report back would send.
 */
async function review(report: Report) {
  const sampleId = await week.sampleOf(supervisor, report);
  const { body } = await week.post(supervisor, sampleId, 'decision', { kind: 'follow_up', code: null });
  return { sampleId, sheet: body };
}
const WRONG = { category: 'wrong_outcome', note: 'The address is inside the city.' };
const lettersOf = async (report: Report) =>
  week.agency.deps.db
    .selectFrom('letter')
    .select(['kind', 'withdrawn_at', 'printed_at', 'sent_at', 'next_attempt_at'])
    .where('report_id', '=', report.id)
    .orderBy('queued_at')
    .execute();
const feedback = async () =>
  (await week.agency.call('GET', '/api/v1/reviews/own', { token: officer.token })).body.rows as Record<
    string,
    unknown
  >[];

test('no verdict without a decision of one’s own', async () => {
  const sampleId = await week.sampleOf(supervisor, reports.agreed);
  const answer = await week.post(supervisor, sampleId, 'verdict', { outcome: 'agreed', note: '' });
  expect([answer.status, answer.body.error.code]).toEqual([409, 'act_not_allowed']);
});

test('agreeing changes nothing in the report, and repeating it changes nothing at all', async () => {
  const before = await week.agency.report(reports.agreed.id);
  const { sampleId } = await review(reports.agreed);
  for (let n = 0; n < 2; n += 1) {
    const { body } = await week.post(supervisor, sampleId, 'verdict', { outcome: 'agreed', note: 'Well asked.' });
    expect(body).toMatchObject({ part: 'done', outcome: 'agreed', note: 'Well asked.', category: null });
  }
  expect(await week.agency.report(reports.agreed.id)).toEqual(before);
  const other = await week.post(supervisor, sampleId, 'verdict', { outcome: 'stands', ...WRONG });
  expect(other.status).toBe(409);
});

test('a decision that stands leaves the report alone; the officer sees the note and answers, and can change the answer', async () => {
  const { sampleId } = await review(reports.stands);
  await week.post(supervisor, sampleId, 'verdict', { outcome: 'stands', ...WRONG });
  expect((await week.agency.report(reports.stands.id)).state).toBe('rejected');
  const [row] = await feedback();
  expect(row).toMatchObject({
    sampleId,
    outcome: 'stands',
    ...WRONG,
    reviewer: { id: supervisor.officer.id },
    answer: null,
  });
  const answer = (who: SignInResult, text: string) =>
    week.agency.call('PUT', `/api/v1/reviews/${sampleId}/answer`, { token: who.token, body: { text } });
  expect((await answer(supervisor, 'Not mine.')).status).toBe(404);
  for (const text of ['The map was down.', 'The map had not loaded.'])
    expect((await answer(officer, text)).status).toBe(204);
  expect((await feedback())[0]).toMatchObject({ answer: { text: 'The map had not loaded.' } });
  const sheet = await week.post(supervisor, sampleId, 'opening');
  expect(sheet.body.answer.text).toBe('The map had not loaded.');
});

test('an answer is new to its reviewer until they open the review, and again when it is changed', async () => {
  const other = await week.agency.signedIn('supervisor');
  const sampleId = String((await feedback())[0]?.['sampleId']);
  const answer = (text: string) =>
    week.agency.call('PUT', `/api/v1/reviews/${sampleId}/answer`, { token: officer.token, body: { text } });
  const news = async ({ token }: SignInResult) => {
    const { rows } = (await week.agency.call('GET', '/api/v1/reviews?part=done', { token })).body;
    const { newAnswers } = (await week.agency.call('GET', '/api/v1/reviews/hidden', { token })).body;
    const marked = rows.filter(({ newAnswer }: { newAnswer: boolean }) => newAnswer);
    return [newAnswers, marked.length, rows[0].sampleId === sampleId];
  };
  await week.post(supervisor, sampleId, 'opening');
  expect((await news(supervisor)).slice(0, 2)).toEqual([0, 0]);
  expect((await answer('Look at the map again.')).status).toBe(204);
  expect(await news(supervisor)).toEqual([1, 1, true]);
  expect((await news(other)).slice(0, 2)).toEqual([0, 0]);
  await week.post(other, sampleId, 'opening');
  expect((await news(supervisor)).slice(0, 2)).toEqual([1, 1]);
  await week.post(supervisor, sampleId, 'opening');
  expect((await news(supervisor)).slice(0, 2)).toEqual([0, 0]);
});

test('a decision whose letter went out is sent back with exactly the letter of correction that the reviewer saw', async () => {
  const { sampleId, sheet } = await review(reports.mailed);
  expect(sheet.sendBack.letter.text).not.toBe('');
  const { seen } = sheet.sendBack;
  const stale = { ...seen, reportVersion: seen.reportVersion + 1 };
  const refused = await week.post(supervisor, sampleId, 'verdict', { outcome: 'sent_back', ...WRONG, seen: stale });
  expect([refused.status, refused.body.error.code]).toEqual([409, 'stale_version']);
  const answers = await Promise.all(
    [1, 2].map(() => week.post(supervisor, sampleId, 'verdict', { outcome: 'sent_back', ...WRONG, seen })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const report = await week.agency.report(reports.mailed.id);
  expect(report.state).toBe('returned');
  expect(report.history.filter(({ kind }) => kind === 'returned')).toMatchObject([
    { officerId: supervisor.officer.id, event: { params: { cause: WRONG.note } } },
  ]);
  expect((await lettersOf(report)).map(({ kind }) => kind)).toEqual(['received', 'rejected', 'correction']);
  const mail = await week.agency.mail.mailTo(EMAIL, sheet.sendBack.letter.subject);
  expect(mail.parsed.text).toContain(sheet.sendBack.letter.text.split('\n')[0]);
});

test('a decision whose letter was not printed yet is sent back without a letter, and that one is never printed', async () => {
  const records = await week.agency.signedIn('records');
  const tray = async () =>
    (await week.agency.call('GET', '/api/v1/papers', { token: records.token })).body.rows
      .filter((row: { reportId: string }) => row.reportId === reports.onPaper.id)
      .map((row: { kind: string }) => row.kind);
  expect(await tray()).toEqual(['received', 'rejected']);
  const { sampleId, sheet } = await review(reports.onPaper);
  expect(sheet.sendBack).toMatchObject({ letter: null, seen: { letterHash: null } });
  const verdict = { outcome: 'sent_back', ...WRONG, seen: sheet.sendBack.seen };
  expect((await week.post(supervisor, sampleId, 'verdict', verdict)).body).toMatchObject({
    outcome: 'sent_back',
    first: { letter: { state: 'withdrawn' } },
  });
  expect(await tray()).toEqual(['received']);
  // After the new decision, the only letter about a decision is the right one.
  await week.does(officer, reports.onPaper, APPROVE);
  expect(await tray()).toEqual(['received', 'approved']);
});

test('if the letter goes out while the reviewer reads, it is not silently withdrawn', async () => {
  const { agency } = week;
  const report = await agency.file(ON_PAPER);
  await week.does(officer, report, REJECT);
  const act: Act = { kind: 'return', cause: 'Inside the city.', withoutLetter: true, note: '' };
  await agency.deps.db
    .updateTable('letter')
    .set({ printed_at: new Date() })
    .where('report_id', '=', report.id)
    .where('kind', '=', 'rejected')
    .execute();
  const answer = await agency.act(supervisor.token, await agency.report(report.id), act);
  expect([answer.status, answer.body.error.code]).toEqual([409, 'letter_changed']);
});

test('an overturned approval is open again, its case number is void, and it counts as overturned', async () => {
  const { sampleId, sheet } = await review(reports.overturned);
  const verdict = { outcome: 'overturned', ...WRONG, seen: sheet.sendBack.seen };
  expect((await week.post(supervisor, sampleId, 'verdict', verdict)).status).toBe(200);
  const report = await week.agency.report(reports.overturned.id);
  expect(report.state).toBe('returned');
  const number = await week.agency.deps.db
    .selectFrom('case_number')
    .select('voided_at')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow();
  expect(number.voided_at).not.toBeNull();
  const rates = (await week.agency.call('GET', '/api/v1/reviews/rates', { token: supervisor.token })).body;
  expect(rates.officers).toMatchObject([
    { officer: { id: officer.officer.id }, reviewed: 5, agreed: 1, sentBack: 2, overturned: 1 },
  ]);
  expect(rates.codes).toEqual([
    { kind: 'reject', code: 'outside_hartford', reviewed: 3, agreed: 0, sentBack: 2, overturned: 0 },
    { kind: 'approve', code: 'larceny_other', reviewed: 2, agreed: 1, sentBack: 0, overturned: 1 },
  ]);
});

test('agreement is counted for a span of days in which the decisions were made', async () => {
  const reviewed = async (query: string) => {
    const path = `/api/v1/reviews/rates?${query}`;
    const { body } = await week.agency.call('GET', path, { token: supervisor.token });
    return body.officers.map((row: { reviewed: number }) => row.reviewed);
  };
  expect(await reviewed('from=2026-03-07T00:00:00.000Z&to=2026-03-08T00:00:00.000Z')).toEqual([5]);
  expect(await reviewed('from=2026-03-08T00:00:00.000Z')).toEqual([]);
  expect(await reviewed('to=2026-03-07T00:00:00.000Z')).toEqual([]);
});

test('an overturned decision is the reviewer’s to make again; one that is sent back is anybody’s', async () => {
  const { id, displayName } = supervisor.officer;
  expect((await week.agency.report(reports.overturned.id)).assignedTo).toEqual({ id, displayName });
  expect((await week.agency.report(reports.mailed.id)).assignedTo).toBeNull();
});

test('a decision that is no longer in force can be agreed or disagreed with, but not sent back', async () => {
  await week.does(officer, reports.moved, { kind: 'return', cause: 'Wrong report.', note: '' });
  const { sampleId, sheet } = await review(reports.moved);
  expect(sheet.sendBack).toBeNull();
  expect((await week.post(supervisor, sampleId, 'verdict', { outcome: 'stands', ...WRONG })).status).toBe(200);
});

test('after all that, the audit chain still verifies', async () => {
  expect(await verifyAudit(week.agency.deps.db)).toMatchObject({ ok: true });
});

test('a review that its supervisor left can be taken over after a day, or when they can’t go on; it is not blind', async () => {
  const { agency } = week;
  const report = await agency.file();
  const gone = await agency.file();
  for (const one of [report, gone]) await week.does(officer, one, APPROVE);
  week.setNow('2026-03-16T15:00:00.000Z');
  await drawSample(agency.deps, { actor: 'test', source: 'test' });
  const leaver = await agency.signedIn('supervisor');
  const samples = [await week.sampleOf(leaver, report), await week.sampleOf(leaver, gone)] as const;
  for (const sampleId of samples) await week.post(leaver, sampleId, 'decision', { kind: 'follow_up', code: null });
  const [sampleId, other] = samples;
  const taker = await agency.signedIn('supervisor');
  const inTray = async (who: SignInResult) =>
    (await week.tray(who)).filter((row) => samples.includes(row.sampleId)).map(({ part }) => part);
  // The first supervisor may still be working on the reviews, so nobody else can take them over.
  expect(await inTray(taker)).toEqual([]);
  expect((await week.post(taker, sampleId, 'take-over')).status).toBe(409);
  await agency.deps.db
    .updateTable('officer')
    .set({ disabled_at: agency.deps.now() })
    .where('id', '=', leaver.officer.id)
    .execute();
  expect(await inTray(taker)).toEqual(['left', 'left']);
  await agency.deps.db.updateTable('officer').set({ disabled_at: null }).where('id', '=', leaver.officer.id).execute();
  week.setNow('2026-03-17T16:00:00.000Z');
  const next = await agency.signedIn('supervisor');
  expect(await inTray(next)).toEqual(['left', 'left']);
  const taken = await week.post(next, sampleId, 'take-over');
  expect(taken.body).toMatchObject({
    part: 'begun',
    own: { kind: 'follow_up' },
    ownBy: leaver.officer.displayName,
    wasBlind: false,
    first: { kind: 'approve' },
  });
  expect((await week.post(next, sampleId, 'take-over')).status).toBe(200);
  // For the next day, the review belongs to the supervisor who took it over.
  const third = await agency.signedIn('supervisor');
  expect(await inTray(third)).toEqual(['left']);
  expect((await week.post(third, sampleId, 'take-over')).status).toBe(409);
  const verdict = await week.post(next, sampleId, 'verdict', { outcome: 'agreed', note: '' });
  expect(verdict.body).toMatchObject({ part: 'done', reviewer: next.officer.displayName });
  const another = await agency.signedIn('supervisor');
  expect((await week.post(another, sampleId, 'take-over')).status).toBe(409);
  expect(await inTray(next)).toEqual(['left']);
  expect((await week.post(next, other, 'take-over')).body.ownBy).toBe(leaver.officer.displayName);
  expect(await verifyAudit(agency.deps.db)).toMatchObject({ ok: true });
});
