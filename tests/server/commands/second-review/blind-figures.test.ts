import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFigures } from '#server/commands/figures/build-figures.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Figures } from '#shared/domain/figures.ts';
import type { CaseNumberRow } from '#shared/records-api.ts';
import { CIRCUMSTANCES } from '../../../helpers/quiet-trail.ts';
import { APPROVE, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';

/* A total gives away a hidden decision to anyone who knows all other decisions and compares the total with them. */

let week: ReviewWeek;
/** A supervisor who must review three of last week's decisions blind. */
let blind: SignInResult;
/** A supervisor who gave up the blind review of those decisions. */
let seeing: SignInResult;
let earlierNumber: string;
/** The figures shown to `blind` right after the sample was drawn, before the figures were counted again. */
let justDrawn: Figures;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency, officer } = week;
  const earlier = await agency.file();
  earlierNumber = (await week.does(officer, earlier, APPROVE)).caseNumber ?? '';
  const [approved, rejected, appealed] = [await agency.file(), await agency.file(), await agency.file()];
  await week.draw({ sharePercent: 0 });
  // This Monday's decisions are drawn for review a week later. Saturday's decision was not drawn.
  const monday = await agency.signedIn();
  const does = async (id: string, act: Act) => {
    const done = await agency.act(monday.token, await agency.report(id), act, { circumstances: CIRCUMSTANCES });
    expect(done.status).toBe(200);
  };
  await does(approved.id, APPROVE);
  await does(rejected.id, REJECT);
  await does(appealed.id, REJECT);
  week.setNow('2026-03-10T15:00:00.000Z');
  expect(await appealReport(agency.deps, { reportId: appealed.id, text: 'It is.' }, 'test')).toBe(true);
  await buildFigures(agency.deps, { boundary: null });
  week.setNow('2026-03-16T15:00:00.000Z');
  await agency.publish((policy) => ({ ...policy, review: { ...policy.review, sharePercent: 100 } }));
  [blind, seeing] = [await agency.signedIn('supervisor'), await agency.signedIn('supervisor')];
  await buildFigures(agency.deps, { boundary: null });
  await drawSample(agency.deps, { actor: 'test', source: 'test' });
  justDrawn = await figures(blind);
  await buildFigures(agency.deps, { boundary: null });
  for (const { sampleId } of await week.tray(seeing)) await week.post(seeing, sampleId, 'unblinding');
});
afterAll(() => week.agency.stop());

const get = async (who: SignInResult, path: string) => {
  const { status, body } = await week.agency.call('GET', path, { token: who.token });
  expect(status).toBe(200);
  return body;
};
const figures = (who: SignInResult, more = ''): Promise<Figures> =>
  get(who, `/api/v1/figures?from=2026-03-07&to=2026-03-16${more}`);
const codes = ({ outcomes }: Figures) => outcomes.byKind.map(({ code, count }) => `${code} ${count}`).sort();

test('figures leave out what was decided about reports that the reader is to review blind, and say how many', async () => {
  const shown = await figures(blind);
  expect(shown.hidden).toBe(3);
  expect(codes(shown)).toEqual(['approved 1']);
  expect(shown).toMatchObject({
    decisions: 1,
    promise: { kept: 1, late: 0 },
    appeals: { filed: 0, upheld: 0, granted: 0 },
    decisionDays: { count: 1 },
    touch: { count: 1 },
    seenFlags: { told: 0, flags: [] },
  });
  expect(shown.days.reduce((sum, { decided }) => sum + (decided ?? 0), 0)).toBe(1);
  expect(shown.hours.map(({ decided }) => decided).reduce((a, b) => a + b)).toBe(1);
  expect(shown.officers).toMatchObject([{ approved: 1, rejected: 0 }]);
  expect(shown.outcomes.byWeek).toEqual([{ key: '2026-03-02', code: 'approved', count: 1 }]);
});

test('they are the same right after the draw, before what they leave out is stored', async () => {
  expect(await figures(blind)).toEqual({ ...justDrawn, completeAsOf: expect.any(String) });
  expect(justDrawn.hidden).toBe(3);
});

test('days after a hidden decision leave out what came of it', async () => {
  const after = '/api/v1/figures?from=2026-03-10&to=2026-03-16';
  expect(await get(blind, after)).toMatchObject({ hidden: 0, appeals: { filed: 0 } });
  expect(await get(seeing, after)).toMatchObject({ hidden: 0, appeals: { filed: 1 } });
});

test('what was received and is open counts for everyone', async () => {
  const [shown, whole] = [await figures(blind), await figures(seeing)];
  expect(shown.days.map(({ received, open }) => [received, open])).toEqual(
    whole.days.map(({ received, open }) => [received, open]),
  );
});

test('whoever may see the decisions gets them all, and so does a day on which none is hidden', async () => {
  const whole = await figures(seeing);
  expect(whole.hidden).toBe(0);
  expect(codes(whole)).toEqual(['approved 2', 'rejected.outside_hartford 2']);
  expect(whole.appeals.filed).toBe(1);
  expect(whole.seenFlags.told).toBe(3);
  const saturday: Figures = await get(blind, '/api/v1/figures?from=2026-03-07&to=2026-03-07');
  expect([saturday.hidden, codes(saturday)]).toEqual([0, ['approved 1']]);
});

test('what happens to a hidden report later is left out, too', async () => {
  const [one] = (await get(blind, '/api/v1/reviews')).rows;
  await figures(blind);
  const noted = { kind: 'note', note: 'The person called.' } as const;
  const done = await week.agency.act(
    (await week.agency.signedIn()).token,
    await week.agency.report(one.reportId),
    noted,
  );
  expect(done.status).toBe(200);
  expect((await figures(blind)).officers).toMatchObject([{ approved: 1 }]);
  await buildFigures(week.agency.deps, { boundary: null });
  expect((await figures(blind)).officers).toMatchObject([{ approved: 1, other: 0 }]);
  expect((await figures(seeing)).officers.map(({ other }) => other).reduce((a, b) => a + b)).toBe(1);
});

test('figures of another kind say nothing of hidden reports', async () => {
  expect(await figures(blind, '&kind=fraud')).toMatchObject({ hidden: 0, decisions: 0 });
});

test('case numbers are listed up to the first hidden decision, so that a gap tells nothing', async () => {
  const list = async (
    who: SignInResult,
  ): Promise<{ rows: CaseNumberRow[]; total: number; listedUntil: string | null }> => get(who, '/api/v1/case-numbers');
  const shown = await list(blind);
  expect(shown.rows.map(({ number }) => number)).toEqual([earlierNumber]);
  expect(shown.total).toBe(1);
  expect(shown.listedUntil?.slice(0, 10)).toBe('2026-03-09');
  const [year] = (await get(blind, '/api/v1/case-numbers/years')).rows;
  expect(year).toMatchObject({ given: 1, voided: 0, last: 1, missing: [] });
  const whole = await list(seeing);
  expect([whole.total, whole.listedUntil]).toEqual([2, null]);
  expect((await get(seeing, '/api/v1/case-numbers/years')).rows[0]).toMatchObject({ given: 2, last: 2, missing: [] });
});

test('appeals of hidden decisions are not even counted', async () => {
  expect(await get(blind, '/api/v1/appeals')).toMatchObject({ rows: [], total: 0, toReview: 3 });
  expect(await get(seeing, '/api/v1/appeals')).toMatchObject({ total: 1 });
});

test('what is left out is stored only while a report waits for its review', async () => {
  const stored = () => week.agency.deps.db.selectFrom('sampled_figure').select('report_id').execute();
  expect(await stored()).toHaveLength(3);
  const [one] = await week.tray(blind);
  expect(
    (await week.post(blind, one?.sampleId ?? '', 'decision', { kind: 'approve', code: 'larceny_other' })).status,
  ).toBe(200);
  await buildFigures(week.agency.deps, { boundary: null });
  expect(await stored()).toHaveLength(2);
  expect((await figures(blind)).hidden).toBe(2);
});
