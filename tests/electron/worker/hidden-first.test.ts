import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { aKey, type Folder, temporaryFolder } from '../../helpers/cache.ts';
import { APPROVE, type ReviewWeek, startReviewWeek } from '../../helpers/review-week.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../helpers/workstation.ts';

/*
 * Which reports a supervisor must review blind is one request, and the reports themselves are others. When the first
 * fails, the others must not show what it would have hidden.
 */

const HIDDEN = '/api/v1/reviews/hidden';
const FILTER: QueueFilter = {
  states: ['submitted', 'approved', 'rejected'],
  kinds: [],
  text: '',
  likelyDuplicate: false,
};

let week: ReviewWeek;
let sampled: Report;
let undecided: Report;
let supervisor: SignInResult;
let folder: Folder;
const open: TestWorkstation[] = [];

beforeAll(async () => {
  week = await startReviewWeek();
  folder = temporaryFolder();
  const { agency } = week;
  // The workstation's clock is months ahead of this agency's. Without a longer `cacheDays`, it would take the decided
  // report for an old one.
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, cacheDays: 3650 } }));
  sampled = await week.does(week.officer, await agency.file(), APPROVE);
  undecided = await agency.file();
  await week.draw();
  supervisor = await agency.signedIn('supervisor');
});
afterEach(async () => {
  week.agency.mend();
  await week.agency.online();
  for (const desk of open.splice(0)) await desk.close();
});
afterAll(async () => {
  await week.agency.stop();
  folder.remove();
});

const fileNamed = (name: string) => ({ path: join(folder.path, `${name}.db`), keyHex: aKey() });

function start(session: SignInResult, file: { path: string; keyHex: string } | null = null): TestWorkstation {
  week.agency.seen.splice(0);
  const desk = startWorkstation(week.agency.url, session, file);
  open.push(desk);
  return desk;
}

async function close(desk: TestWorkstation): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

const all = (desk: TestWorkstation) => desk.queue({ filter: FILTER });
const asked = () => week.agency.seen.filter((one) => one === `GET ${HIDDEN}` || one === 'GET /api/v1/changes');

test('a new workstation asks for no report before it knows which ones its supervisor may not see', async () => {
  week.agency.failNext(503, { path: HIDDEN, times: 2 });
  const desk = start(supervisor);
  await pulledWhole(desk);
  expect(asked().slice(0, 4)).toEqual([`GET ${HIDDEN}`, `GET ${HIDDEN}`, `GET ${HIDDEN}`, 'GET /api/v1/changes']);
  expect(await all(desk)).toEqual([undecided.id]);
  expect(desk.logged).toContain('sync.failed');
});

test('until then, the window says that the server is busy, and tries again when asked', async () => {
  week.agency.failNext(503, { path: HIDDEN, times: 1, retryAfter: 500 });
  const desk = start(supervisor);
  const state = await until(desk.sync, ({ phase }) => phase === 'busy');
  expect(state.problem?.code).toBe('unavailable');
  expect(await all(desk)).toEqual([]);
  await desk.calls['sync.now'](undefined);
  await pulledWhole(desk);
  expect(await all(desk)).toEqual([undecided.id]);
});

test('without a connection, a supervisor has the cached reports and the list as last known', async () => {
  const file = fileNamed('offline');
  const before = start(supervisor, file);
  await pulledWhole(before);
  await close(before);
  await week.agency.offline();
  const desk = start(supervisor, file);
  await until(desk.sync, ({ phase }) => phase === 'offline');
  expect(await all(desk)).toEqual([undecided.id]);
  expect((await desk.calls['report.get']({ id: undecided.id })).here).toBe(true);
});

test('an officer has nothing to review, so the first pull waits for no list', async () => {
  week.agency.failNext(503, { path: HIDDEN });
  const desk = start(await week.agency.signedIn());
  await pulledWhole(desk);
  expect(asked()[0]).toBe('GET /api/v1/changes');
  expect(asked()).not.toContain(`GET ${HIDDEN}`);
  expect((await all(desk)).sort()).toEqual([sampled.id, undecided.id].sort());
});

test('a report that cannot be fetched when it is no longer hidden stays hidden, and stops neither sending nor pulling', async () => {
  const file = fileNamed('unreadable');
  const before = start(supervisor, file);
  await pulledWhole(before);
  await close(before);
  const sampleId = await week.sampleOf(supervisor, sampled);
  await week.post(supervisor, sampleId, 'opening');
  const decided = await week.post(supervisor, sampleId, 'decision', { kind: 'approve', code: 'larceny_other' });
  expect(decided).toMatchObject({ status: 200 });
  const path = `/api/v1/reports/${sampled.id}`;
  week.agency.failNext(500, { path, times: 10_000, code: 'internal' });
  const desk = start(supervisor, file);
  await pulledWhole(desk);
  const act = { kind: 'note', note: 'Called.' } as const;
  const { seen } = await desk.calls['letter.preview']({ reportId: undecided.id, act });
  await desk.calls['review.act']({ reportId: undecided.id, act, seen });
  await desk.calls['outbox.send-now'](undefined);
  await until(desk.sync, ({ held, waiting }) => held + waiting === 0);
  expect(await all(desk)).toEqual([undecided.id]);
  expect(desk.logged).toContain('reviews.report_not_read');
  week.agency.mend();
  await close(desk);
  const after = start(supervisor, file);
  await until(
    () => all(after),
    (ids) => ids.includes(sampled.id),
  );
});
