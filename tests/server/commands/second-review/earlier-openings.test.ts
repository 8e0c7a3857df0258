import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealReport } from '#server/commands/reports/appeal.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { APPROVE, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

let week: ReviewWeek;
let reports: Record<'before' | 'after' | 'offline' | 'tray' | 'read' | 'appealed', Report>;
let reviewer: SignInResult;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  const account = await agency.makeOfficer('supervisor');
  reviewer = await agency.signIn(account);
  const decided = async (): Promise<Report> => week.does(week.officer, await agency.file(), APPROVE);
  reports = {
    before: await decided(),
    after: await decided(),
    offline: await decided(),
    tray: await decided(),
    read: await decided(),
    appealed: await decided(),
  };
  await opens(reports.before, { firstAt: '2026-03-07T12:00:00.000Z', lastAt: '2026-03-07T12:05:00.000Z' });
  await opens(reports.after, { firstAt: '2026-03-08T10:00:00.000Z', lastAt: '2026-03-08T10:00:00.000Z' });
  await opens(reports.read, {
    firstAt: '2026-03-08T10:00:00.000Z',
    lastAt: '2026-03-08T10:00:00.000Z',
    uses: { decision_read: 1 },
  });
  reports.appealed = await week.does(week.officer, await agency.file(), REJECT);
  expect(await appealReport(agency.deps, { reportId: reports.appealed.id, text: 'No.' }, 'test')).toBe(true);
  await agency.call('GET', '/api/v1/appeals', { token: reviewer.token });
  await week.draw();
  reviewer = await agency.signIn(account);
  // The workstation was offline and did not know about the draw, so it still showed the decision. Online, it would have
  // hidden the decision.
  const late = { firstAt: '2026-03-09T16:00:00.000Z', lastAt: '2026-03-09T16:00:00.000Z' };
  await opens(reports.offline, { ...late, offline: true });
  await opens(reports.tray, late);
});
afterAll(() => week.agency.stop());

async function opens(
  { id: reportId }: Report,
  when: { firstAt: string; lastAt: string; offline?: boolean; uses?: object },
) {
  const opening = { id: randomUUID(), reportId, seconds: 9, uses: { opened: 1 }, offline: false, ...when };
  const body = { openings: [opening], undone: [] };
  expect((await week.agency.call('POST', '/api/v1/trail', { token: reviewer.token, body })).status).toBe(204);
}

async function reviewed(report: Report) {
  const sampleId = await week.sampleOf(reviewer, report);
  const { body: sheet } = await week.post(reviewer, sampleId, 'opening');
  const { body } = await week.post(reviewer, sampleId, 'decision', { kind: 'approve', code: 'larceny_other' });
  return [sheet.earlier.map(({ what }: { what: string }) => what), body.wasBlind];
}

test('a report that the reviewer opened after it had been decided is not reviewed blind, and the review says when', async () => {
  expect(await reviewed(reports.after)).toEqual([['opened'], false]);
});

test('nor is one whose decision the reviewer had read in the list of decisions', async () => {
  expect(await reviewed(reports.read)).toEqual([['opened'], false]);
});

test('nor is one that the reviewer had read in the list of appeals', async () => {
  expect(await reviewed(reports.appealed)).toEqual([['opened'], false]);
});

test('nor is one that was opened on a workstation that was offline since the draw', async () => {
  expect(await reviewed(reports.offline)).toEqual([['opened'], false]);
});

test('an opening before the decision is marked, but the review stays blind', async () => {
  expect(await reviewed(reports.before)).toEqual([['opened_before'], true]);
});

test('opening the review itself is in the trail once, and no reason to doubt that it is blind', async () => {
  const sampleId = await week.sampleOf(reviewer, reports.tray);
  await week.post(reviewer, sampleId, 'opening');
  expect(await reviewed(reports.tray)).toEqual([[], true]);
  const { token } = reviewer;
  const { body } = await week.agency.call('GET', `/api/v1/openings?reportId=${reports.tray.id}`, { token });
  const uses = body.rows.map((row: { uses: object }) => row.uses);
  expect(uses).toEqual(expect.arrayContaining([{ reviewed: 2 }, { opened: 1 }]));
  expect(uses).toHaveLength(2);
});
