import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { ON_PAPER, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

let week: ReviewWeek;
let reports: Record<'mailed' | 'waiting' | 'other', Report>;
let supervisor: SignInResult;
let clerk: SignInResult;
beforeAll(async () => {
  week = await startReviewWeek();
  const rejected = async () => week.does(week.officer, await week.agency.file(ON_PAPER), REJECT);
  reports = { mailed: await rejected(), waiting: await rejected(), other: await rejected() };
  await week.draw();
  [supervisor, clerk] = [await week.agency.signedIn('supervisor'), await week.agency.signedIn('records')];
});
afterAll(() => week.agency.stop());

const lettersOf = (...about: Report[]) =>
  week.agency.deps.db
    .selectFrom('letter')
    .select(['id', 'kind', 'printed_at', 'withdrawn_at'])
    .where(
      'report_id',
      'in',
      about.map(({ id }) => id),
    )
    .orderBy('queued_at')
    .execute();
const rejectionsOf = async (...about: Report[]) =>
  (await lettersOf(...about)).filter(({ kind }) => kind === 'rejected').map(({ id }) => id);
const ask = (path: 'pdf' | 'printed', letterIds: string[]) =>
  week.agency.call('POST', `/api/v1/papers/${path}`, { token: clerk.token, body: { letterIds } });

async function sendBack(report: Report): Promise<void> {
  const sampleId = await week.sampleOf(supervisor, report);
  const decision = { kind: 'follow_up', code: null };
  const { seen } = (await week.post(supervisor, sampleId, 'decision', decision)).body.sendBack;
  const why = { category: 'wrong_outcome', note: 'The address is inside the city.' };
  const { status } = await week.post(supervisor, sampleId, 'verdict', { outcome: 'sent_back', ...why, seen });
  expect(status).toBe(200);
}

test('a letter whose PDF was made counts as out: if its decision is sent back, it leaves the tray and a correction is written', async () => {
  const chosen = await rejectionsOf(reports.mailed, reports.other);
  expect((await ask('pdf', chosen)).status).toBe(200);
  await sendBack(reports.mailed);
  expect((await lettersOf(reports.mailed)).map(({ kind }) => kind)).toEqual(['received', 'rejected', 'correction']);

  expect((await ask('printed', chosen)).status).toBe(204);
  const letters = await lettersOf(reports.mailed, reports.other);
  expect(letters.filter(({ kind }) => kind === 'rejected')).toMatchObject([
    { printed_at: null, withdrawn_at: expect.any(Date) },
    { printed_at: expect.any(Date), withdrawn_at: null },
  ]);
});

test('a letter that was withdrawn meanwhile does not keep the others from being marked as printed', async () => {
  const received = (await lettersOf(reports.waiting)).filter(({ kind }) => kind === 'received').map(({ id }) => id);
  const [rejection = ''] = await rejectionsOf(reports.waiting);
  await sendBack(reports.waiting);
  expect((await ask('pdf', [rejection])).status).toBe(404);
  expect((await ask('printed', [rejection, ...received])).status).toBe(204);
  expect(await lettersOf(reports.waiting)).toMatchObject([
    { kind: 'received', printed_at: expect.any(Date) },
    { kind: 'rejected', printed_at: null, withdrawn_at: expect.any(Date) },
  ]);
});
