import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { APPROVE, type ReviewWeek, startReviewWeek } from '../../helpers/review-week.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../helpers/workstation.ts';

/*
 * A report that a supervisor must review blind is not in that supervisor's cache. This asks everything that the window
 * can ask about cached reports.
 */

const EVERY_STATE: QueueFilter = {
  states: ['submitted', 'approved', 'rejected', 'returned', 'resubmitted', 'escalated', 'awaiting_citizen', 'appealed'],
  kinds: [],
  text: '',
  likelyDuplicate: false,
};

let week: ReviewWeek;
let sampled: Report;
let open: Report;
let account: Awaited<ReturnType<ReviewWeek['agency']['makeOfficer']>>;
let supervisor: SignInResult;
let desk: TestWorkstation;
beforeAll(async () => {
  week = await startReviewWeek();
  const { agency } = week;
  account = await agency.makeOfficer('supervisor');
  // The workstation's clock is months ahead of this agency's. Without a longer `cacheDays`, it would take the decided
  // report for an old one.
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, cacheDays: 3650 } }));
  sampled = await agency.file();
  open = await agency.file();
  const decided = await week.does(week.officer, sampled, APPROVE);
  sampled = decided;
  // When the decided report is drawn for review, this desk has had it for days.
  const before = await agency.signIn(account);
  desk = startWorkstation(agency.url, before);
  await pulledWhole(desk);
});
afterAll(async () => {
  await desk.close();
  await week.agency.stop();
});

const all = (filter: Partial<QueueFilter> = {}) => desk.queue({ filter: { ...EVERY_STATE, ...filter } });

test('before it is drawn, the decided report is on the workstation', async () => {
  expect((await all()).sort()).toEqual([sampled.id, open.id].sort());
  // The text index is updated only after the pull.
  const byNumber = await until(
    () => all({ text: String(sampled.caseNumber) }),
    (ids) => ids.length > 0,
  );
  expect(byNumber).toEqual([sampled.id]);
});

test('once it is drawn, nothing on the workstation can show the decision', async () => {
  await desk.close();
  await week.draw();
  supervisor = await week.agency.signIn(account);
  desk = startWorkstation(week.agency.url, supervisor);
  await pulledWhole(desk);
  await until(all, (ids) => !ids.includes(sampled.id));
  expect(await all()).toEqual([open.id]);
  // The text index is updated only after the pull.
  const bicycles = await until(
    () => all({ text: 'bicycle' }),
    (ids) => ids.length > 0,
  );
  expect(bicycles).toEqual([open.id]);
  for (const text of [sampled.trackingNumber, String(sampled.caseNumber)]) expect(await all({ text })).toEqual([]);
  expect(await desk.calls['queue.counts']({ filters: [EVERY_STATE] })).toMatchObject({
    counts: [1],
    hidden: 1,
    toReview: 1,
  });
  const place = { filter: EVERY_STATE, sort: { column: 'receivedAt', direction: 'asc' }, id: sampled.id } as const;
  expect((await desk.calls['queue.place'](place)).at).toBeNull();
  expect(await desk.calls['report.ahead']({ id: sampled.id })).toBeNull();
  // The two reports are alike and by one person, so each screen of one report would show the other.
  const beside = await desk.calls['report.get']({ id: open.id });
  const { incident, duplicates, sameSender } = beside;
  expect([incident, duplicates, sameSender]).toEqual([null, [], []]);
  const elsewhere = await desk.calls['duplicates.on-server']({ reportId: open.id });
  expect(elsewhere.duplicates.map(({ other, state, primaryNumber }) => [other, state, primaryNumber])).toEqual([
    [null, 'suggested', sampled.trackingNumber],
  ]);
  const sent = await desk.calls['same-sender.on-server']({ reportId: open.id });
  expect(sent.reports.map(({ state, outcome }) => [state, outcome])).toEqual([['submitted', null]]);
});

test('opened from the tray, it comes as its first officer got it, and nothing can be done to it', async () => {
  const view = await desk.calls['report.get']({ id: sampled.id });
  expect(view.here).toBe(false);
  expect(view.report).toMatchObject({ state: 'submitted', caseNumber: null, version: 1 });
  expect(view.report.history.map(({ kind }) => kind)).toEqual(['submitted']);
});

test('a change of the report on the server does not bring it back', async () => {
  const officer = await week.agency.signedIn();
  await week.does(officer, sampled, { kind: 'note', note: 'Somebody called.' });
  const later = await week.agency.file({ facts: { who: { givenName: 'Ana', email: 'ana@example.org' } } });
  await until(all, (ids) => ids.includes(later.id));
  expect(await all()).not.toContain(sampled.id);
});

test('after the second decision the report is here again, as it is', async () => {
  const [row] = (await desk.calls['reviews.tray']({ part: 'open', offset: 0, limit: 50 })).rows;
  const sampleId = row?.sampleId ?? '';
  const sheet = await desk.calls['reviews.open']({ sampleId });
  expect(sheet.first).toBeNull();
  const decision = { kind: 'approve', code: 'larceny_other' } as const;
  const decided = await desk.calls['reviews.decide']({ sampleId, decision });
  expect(decided).toMatchObject({ wasBlind: true, isSame: true, first: { kind: 'approve' } });
  const byNumber = await until(
    () => all({ text: sampled.trackingNumber }),
    (ids) => ids.length > 0,
  );
  expect(byNumber).toEqual([sampled.id]);
  expect((await desk.calls['report.get']({ id: sampled.id })).report.state).toBe('approved');
});

test('a review that is begun still waits, and one that is finished does not', async () => {
  // `unread`, the number of reports that are not searchable yet, depends on timing and does not matter here.
  const counts = async () => {
    const { unread: _, ...rest } = await desk.calls['queue.counts']({ filters: [] });
    return rest;
  };
  expect(await counts()).toEqual({ counts: [], toReview: 1 });
  const [row] = (await desk.calls['reviews.tray']({ part: 'open', offset: 0, limit: 50 })).rows;
  await desk.calls['reviews.close']({ sampleId: row?.sampleId ?? '', verdict: { outcome: 'agreed', note: '' } });
  expect(await counts()).toEqual({ counts: [] });
});
