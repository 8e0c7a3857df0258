import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { APPROVE, ON_PAPER, REJECT, type ReviewWeek, startReviewWeek } from '../../../helpers/review-week.ts';
import { until } from '../../../helpers/workstation.ts';

/*
 * Until a supervisor has made the second decision about a sampled report, no response of the server may tell that
 * supervisor the first decision. This test calls every route that tells anything about decisions.
 */

let week: ReviewWeek;
let approved: Report;
let rejected: Report;
let supervisor: SignInResult;
let officer: SignInResult;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  [approved, rejected] = [await agency.file(), await agency.file(ON_PAPER)];
  await week.does(week.officer, approved, APPROVE);
  await week.does(week.officer, rejected, { ...REJECT, note: 'The address is in Wethersfield.' });
  const pair = { reports: [approved.id, rejected.id], decision: 'same', note: '' };
  const headers = { 'idempotency-key': randomUUID() };
  await agency.call('POST', '/api/v1/pairs', { token: week.officer.token, body: pair, headers });
  await agency.publish((policy) => ({ ...policy, times: { ...policy.times, courtesyDays: 1 } }));
  await week.draw();
  [supervisor, officer] = [await agency.signedIn('supervisor'), await agency.signedIn()];
  const records = await agency.signedIn('records');
  const delivered = () => get(records, '/api/v1/rms/packages?state=delivered');
  await until(
    async () => numbersOf(await delivered()),
    (numbers) => numbers.includes(approved.trackingNumber),
  );
});
afterAll(() => week.agency.stop());

const get = async (who: SignInResult, path: string) => {
  const answer = await week.agency.call('GET', path, { token: who.token });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};
const numbersOf = (body: { rows: { trackingNumber: string }[] }) => body.rows.map((row) => row.trackingNumber);

test.each([
  ['/api/v1/decisions'],
  ['/api/v1/papers'],
  ['/api/v1/case-numbers'],
  ['/api/v1/rms/packages?state=delivered'],
  ['/api/v1/courtesy-contacts'],
])('%s does not list a report that the supervisor is to review', async (path) => {
  const seen = numbersOf(await get(supervisor, path));
  expect(seen).not.toContain(approved.trackingNumber);
  expect(seen).not.toContain(rejected.trackingNumber);
});

test('the lists have them for everyone else', async () => {
  const records = await week.agency.signedIn('records');
  expect(numbersOf(await get(records, '/api/v1/papers'))).toContain(rejected.trackingNumber);
  expect(numbersOf(await get(records, '/api/v1/case-numbers'))).toContain(approved.trackingNumber);
  expect(numbersOf(await get(records, '/api/v1/rms/packages?state=delivered'))).toContain(approved.trackingNumber);
  expect(numbersOf(await get(officer, '/api/v1/courtesy-contacts'))).toContain(approved.trackingNumber);
});

test('a report comes as its first officer got it, and both reports look undecided', async () => {
  for (const { id } of [approved, rejected]) {
    const report = await get(supervisor, `/api/v1/reports/${id}`);
    expect(report).toMatchObject({
      state: 'submitted',
      version: 1,
      caseNumber: null,
      offenseCode: null,
      decidedBy: null,
    });
    expect(report.history.map((one: { kind: string }) => one.kind)).toEqual(['submitted']);
    expect(JSON.stringify(report)).not.toMatch(/Wethersfield|approved|rejected/);
  }
  expect(await get(officer, `/api/v1/reports/${rejected.id}`)).toMatchObject({ state: 'rejected', version: 2 });
});

test('other reports by the same person show no outcome', async () => {
  const own = await week.agency.file();
  await expect
    .poll(async () => (await get(supervisor, `/api/v1/reports/${own.id}/same-sender`)).reports.length)
    .toBeGreaterThan(0);
  const { reports } = await get(supervisor, `/api/v1/reports/${own.id}/same-sender`);
  expect(reports.map((one: { state: string; outcome: unknown }) => [one.state, one.outcome])).toEqual(
    reports.map(() => ['submitted', null]),
  );
  const told = (await get(officer, `/api/v1/reports/${own.id}/same-sender`)).reports;
  expect(told.map((one: { state: string }) => one.state)).toContain('approved');
});

test('duplicates do not tell what officers decided about the pair', async () => {
  const states = async (who: SignInResult) =>
    (await get(who, `/api/v1/reports/${approved.id}/duplicates`)).duplicates.map((one: { state: string }) => one.state);
  expect(await states(officer)).toContain('same');
  expect(await states(supervisor)).not.toContain('same');
});

test('a policy draft tried on real reports lists no decision that the supervisor is to review', async () => {
  const { agency } = week;
  const author = await agency.signedIn('supervisor');
  const { version } = await agency.policy();
  const draft = await agency.call('POST', '/api/v1/policy-drafts', { token: author.token, body: { from: version } });
  const { letters, ...policy } = documentOf(structuredClone(await agency.policy()));
  for (const kind of ['approved', 'rejected'] as const) letters[kind].en?.paragraphs.push('One more line.');
  const body = { draftId: draft.body.id, revision: 1, why: '', ready: false };
  const document = JSON.stringify({ ...policy, letters });
  await agency.call('PUT', '/api/v1/policy-drafts/own', { token: author.token, body: { ...body, document } });
  const tried = (who: SignInResult) =>
    agency.call('POST', '/api/v1/policy-drafts/rehearsals', { token: who.token, body: { draftId: draft.body.id } });
  expect((await tried(supervisor)).body).toMatchObject({ decisions: 0, rows: [] });
  const administrator = await agency.signedIn('administrator');
  expect((await tried(administrator)).body).toMatchObject({ decisions: 2, changed: { letters: 2 }, rows: [] });
});

test('the refusal of an act does not come with the report as it is now', async () => {
  const note: Act = { kind: 'note', note: 'Seen.' };
  const stale = { seen: { reportVersion: 1 } };
  const body = async (who: SignInResult) =>
    (await week.agency.act(who.token, await week.agency.report(rejected.id), note, stale)).body.error;
  expect(await body(supervisor)).toMatchObject({ code: 'stale_version' });
  expect((await body(supervisor)).current).toBeUndefined();
  expect((await body(officer)).current.state).toBe('rejected');
});

test('the tray and the opened review tell nothing about the first decision, not even whose it was', async () => {
  const rows = await week.tray(supervisor);
  expect(rows.map(({ trackingNumber }) => trackingNumber).sort()).toEqual(
    [approved.trackingNumber, rejected.trackingNumber].sort(),
  );
  const sheet = await week.post(supervisor, await week.sampleOf(supervisor, rejected), 'opening');
  expect(sheet.body).toMatchObject({ first: null, sendBack: null, isSame: null, outcome: null });
  const all = JSON.stringify([rows, sheet.body]);
  expect(all).not.toMatch(/reject|outside_hartford/);
  expect(all).not.toContain(week.officer.officer.displayName);
});

test('a workstation is told what it must not keep, until the supervisor has decided', async () => {
  const hidden = async () => (await get(supervisor, '/api/v1/reviews/hidden')).reportIds.sort();
  expect(await hidden()).toEqual([approved.id, rejected.id].sort());
  const sampleId = await week.sampleOf(supervisor, rejected);
  const decision = { kind: 'reject', code: 'outside_hartford' };
  const { body } = await week.post(supervisor, sampleId, 'decision', decision);
  expect(body).toMatchObject({ wasBlind: true, isSame: true, first: { kind: 'reject', note: REJECTED_NOTE } });
  expect(await hidden()).toEqual([approved.id]);
  expect(numbersOf(await get(supervisor, '/api/v1/decisions'))).toEqual([rejected.trackingNumber]);
});
const REJECTED_NOTE = 'The address is in Wethersfield.';

test('a supervisor who gives up the blind review sees the report, and the review is marked', async () => {
  const other = await week.agency.signedIn('supervisor');
  const sampleId = await week.sampleOf(other, approved);
  expect((await week.post(other, sampleId, 'unblinding')).status).toBe(204);
  expect(await get(other, `/api/v1/reports/${approved.id}`)).toMatchObject({ state: 'approved' });
  const { body } = await week.post(other, sampleId, 'opening');
  expect(body.earlier).toMatchObject([{ what: 'unblinded' }]);
  const decided = await week.post(other, sampleId, 'decision', { kind: 'approve', code: 'larceny_other' });
  expect(decided.body.wasBlind).toBe(false);
});

test('a supervisor who has handled the report sees it, and the review is marked', async () => {
  const { agency } = week;
  const third = await agency.signedIn('supervisor');
  await agency.deps.db.deleteFrom('review').execute();
  const note: Act = { kind: 'note', note: 'A call came in.' };
  expect((await agency.act(third.token, await agency.report(approved.id), note)).status).toBe(200);
  expect(await get(third, `/api/v1/reports/${approved.id}`)).toMatchObject({ state: 'approved' });
  const sheet = await week.post(third, await week.sampleOf(third, approved), 'opening');
  expect(sheet.body.earlier).toMatchObject([{ what: 'handled' }]);
});

test('a supervisor is told how many reviews wait, as many as the tray lists', async () => {
  const { toReview } = await get(supervisor, '/api/v1/reviews/hidden');
  expect(toReview).toBeGreaterThan(0);
  expect(toReview).toBe((await week.tray(supervisor)).length);
});
