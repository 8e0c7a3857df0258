import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFollowUp } from '#server/commands/reports/answer-follow-up.ts';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { APPROVE, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

let week: ReviewWeek;
let report: Report;
let own: Report;
/** A report that was decided after a follow-up. */
let asked: Report;
let first: SignInResult;
let second: SignInResult;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  const account = await agency.makeOfficer('supervisor');
  [report, own, asked] = [await agency.file(), await agency.file(), await agency.file()];
  await week.does(week.officer, asked, { kind: 'follow_up', missing: ['serial_number'], note: 'Is there one?' });
  const answer = { by: { reportId: asked.id }, text: 'No.', uploadId: null };
  expect(await answerFollowUp(agency.deps, answer, 'test')).toBe(true);
  await week.does(week.officer, asked, REJECT);
  await week.does(week.officer, report, REJECT);
  await week.does(await agency.signIn(account), own, APPROVE);
  await week.draw();
  [first, second] = [await agency.signIn(account), await agency.signedIn('supervisor')];
});
afterAll(() => week.agency.stop());

test("a supervisor's own decision is never in their own tray, and can't be opened by its number", async () => {
  expect((await week.tray(first)).map(({ reportId }) => reportId)).toEqual([report.id, asked.id]);
  const sampleId = await week.sampleOf(second, own);
  expect((await week.post(first, sampleId, 'opening')).status).toBe(404);
  expect((await week.post(first, sampleId, 'decision', { kind: 'follow_up', code: null })).status).toBe(404);
  expect((await week.agency.call('GET', `/api/v1/reports/${own.id}`, { token: first.token })).body.state).toBe(
    'approved',
  );
});

test('whoever opens a review sees who has opened it before', async () => {
  const sampleId = await week.sampleOf(first, report);
  await week.post(first, sampleId, 'opening');
  const { body } = await week.post(second, sampleId, 'opening');
  expect(body.openedBy).toMatchObject([{ displayName: first.officer.displayName }]);
});

test('a decision must be one that the policy knows for this kind of report', async () => {
  const sampleId = await week.sampleOf(first, report);
  for (const decision of [
    { kind: 'approve', code: 'lost_property' },
    { kind: 'reject', code: 'no_such_reason' },
  ]) {
    const answer = await week.post(first, sampleId, 'decision', decision);
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([409, 'code']);
  }
});

test('a reason is barred as it was for the first officer: without a follow-up, not for missing information', async () => {
  const sampleId = await week.sampleOf(first, report);
  const code = 'insufficient_information';
  const { body } = await week.post(first, sampleId, 'opening');
  expect(body.barred).toEqual([{ code, why: 'only_after_follow_up' }]);
  const answer = await week.post(first, sampleId, 'decision', { kind: 'reject', code });
  expect(answer).toMatchObject({
    status: 409,
    body: { error: { fields: [{ path: 'code', detail: { code: 'only_after_follow_up' } }] } },
  });
  const askedSample = await week.sampleOf(first, asked);
  expect((await week.post(first, askedSample, 'opening')).body.barred).toEqual([]);
  expect((await week.post(second, askedSample, 'decision', { kind: 'reject', code })).status).toBe(200);
});

test('of two reviewers at one sample the second is told who was faster, and a repeated decision changes nothing', async () => {
  const sampleId = await week.sampleOf(first, report);
  const decision = { kind: 'approve', code: 'larceny_other' };
  const answers = await Promise.all([first, first].map((who) => week.post(who, sampleId, 'decision', decision)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[0]?.body).toMatchObject({ isSame: false, first: { kind: 'reject' }, part: 'begun' });

  const late = await week.post(second, sampleId, 'decision', decision);
  expect([late.status, late.body.error.code]).toEqual([409, 'act_not_allowed']);
  expect(late.body.error.detail).toEqual({ code: 'reviewed_by', params: { name: first.officer.displayName } });
  const changed = await week.post(first, sampleId, 'decision', { kind: 'follow_up', code: null });
  expect(changed.status).toBe(409);
  const rows = (await readAudit(week.agency.deps.db, 0, 1_000)).filter(({ target }) => target === sampleId);
  expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
    ['review.open', first.officer.id],
    ['review.open', second.officer.id],
    ['review.decide', first.officer.id],
  ]);
});

test('a begun review stays in the tray of its reviewer only', async () => {
  expect(await week.tray(first)).toMatchObject([{ reportId: report.id, part: 'begun' }]);
  expect(await week.tray(second)).toMatchObject([
    { reportId: own.id, part: 'waiting' },
    { reportId: asked.id, part: 'begun' },
  ]);
});

test('a finished review names who decided to everybody else, and nobody to the one who did', async () => {
  const sampleId = await week.sampleOf(first, report);
  expect((await week.post(first, sampleId, 'verdict', { outcome: 'agreed', note: 'Both are fine.' })).status).toBe(200);
  const seenBy = async (who: SignInResult) => {
    const { own, ownBy } = (await week.post(who, sampleId, 'opening')).body;
    return [own.kind, ownBy];
  };
  expect(await seenBy(second)).toEqual(['approve', first.officer.displayName]);
  expect(await seenBy(first)).toEqual(['approve', null]);
});
