import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

const note: Act = { kind: 'note', note: 'Looked at.' };
const CHANGES = '/api/v1/changes';
const DAY_MS = 24 * 3_600_000;

let agency: Agency;
let session: SignInResult;
let folder: Folder;
let cache: { path: string; keyHex: string };
let desk: TestWorkstation;
let report: Report;

beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 0 } }));
});
afterAll(() => agency.stop());
beforeEach(async () => {
  report = await agency.file();
  session = await agency.signedIn();
  folder = temporaryFolder();
  cache = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
  desk = startWorkstation(agency.url, session, cache);
  await until(desk.queue, (ids) => ids.includes(report.id));
  await inPhase('online');
});
afterEach(async () => {
  agency.mend();
  await desk.close();
  folder.remove();
});

const inPhase = (phase: string) => until(desk.sync, (state) => state.phase === phase);
const emptied = () => until(desk.outbox, (rows) => rows.length === 0);
const pulls = () => agency.seen.filter((one) => one === `GET ${CHANGES}`).length;

/** A pause, in seconds, that is long enough for everything done meanwhile on a busy machine. */
const PAUSE_S = 6;

/** Makes the server ask everyone to come back later; returns a time just before that. */
async function serverWantsPause(seconds = PAUSE_S): Promise<number> {
  // One of the failures may hit a request that is being aborted at that moment.
  agency.failNext(503, { times: 1000, code: 'unavailable', retryAfter: seconds, path: CHANGES });
  const before = Date.now();
  await desk.calls['sync.now'](undefined);
  // `sync.now` may have waited for an index to be built, and would then end a pause that started before it. So this
  // waits for another pull.
  const asked = pulls();
  await until(pulls, (times) => times > asked);
  await inPhase('busy');
  agency.mend();
  return before;
}

test("an officer's actions do not cut short a pause that the server asked for", async () => {
  const asked = await serverWantsPause();
  const before = pulls();
  const row = await desk.act(report.id, note);
  await until(desk.outbox, ([one]) => one?.state === 'waiting');
  await desk.calls['outbox.cancel']({ id: row.id });
  await desk.act(report.id, note);
  await emptied();
  expect(Date.now() - asked).toBeGreaterThan(PAUSE_S * 1000 - 200);
  expect(pulls()).toBeGreaterThan(before);
});

test('an officer who asks to check now gets an answer at once', async () => {
  const asked = await serverWantsPause(300);
  await desk.act(report.id, note);
  await desk.calls['sync.now'](undefined);
  await emptied();
  expect(Date.now() - asked).toBeLessThan(200_000);
});

test('a decision whose retry was dated by a fast clock is sent when the officer checks, with no requests until then', async () => {
  await agency.offline();
  const act = await desk.act(report.id, note);
  const other = { reportId: (await agency.file()).id, trackingNumber: report.trackingNumber };
  const pair = await desk.calls['pairs.decide']({ reportId: report.id, other, decision: 'related' });
  await desk.close();
  const { db, outbox, pairOutbox } = createStores(openCache(cache));
  const far = new Date(Date.now() + 60 * DAY_MS).toISOString();
  write(db, (tx) => outbox.releaseAll(tx));
  write(db, (tx) => outbox.tryLater(tx, act.id, true, far, errorShape(null)));
  write(db, (tx) => pairOutbox.releaseAll(tx));
  write(db, (tx) => pairOutbox.tryLater(tx, pair.id, true, far, errorShape(null)));
  db.close();
  await agency.online();
  const before = pulls();
  desk = startWorkstation(agency.url, session, cache);
  await inPhase('online');
  const kept = createStores(openCache(cache));
  const dates = [kept.outbox.nextDue(), kept.pairOutbox.nextDue()].map((at) => Date.parse(at ?? '') - Date.now());
  kept.db.close();
  expect(Math.min(...dates)).toBeGreaterThan(0);
  expect(Math.max(...dates)).toBeLessThanOrEqual(10 * 60_000);
  expect(await desk.outbox()).toMatchObject([{ state: 'waiting' }]);
  expect(pulls() - before).toBeLessThan(5);
  await desk.calls['sync.now'](undefined);
  await emptied();
  await until(
    async () => desk.calls['pairs.list'](undefined),
    (rows) => rows.length === 0,
  );
});

test('an unreadable page of reports is reported, and does not block sending decisions', async () => {
  agency.failNext(200, { times: 1000, path: CHANGES });
  await desk.act(report.id, note);
  expect(await until(desk.sync, ({ problem }) => problem !== null)).toMatchObject({
    phase: 'online',
    problem: { code: 'bad_response' },
  });
  await emptied();
  expect(await desk.sync()).toMatchObject({ problem: { code: 'bad_response' } });
  // Once responses can be read again, no problem is reported.
  agency.mend();
  await desk.calls['sync.now'](undefined);
  await until(desk.sync, ({ phase, problem }) => phase === 'online' && problem === null);
});

function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

test('a cache that cannot be written pauses the workstation until it can, and no one is asked to sign in', async () => {
  const { db } = createStores(openCache(cache));
  // The workstation runs on this same thread, so waiting for its open transaction would block forever.
  db.pragma('busy_timeout = 0');
  const spoil = () =>
    rawOf(db).exec("CREATE TRIGGER broken BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'no room'); END");
  await until(
    () => tried(spoil),
    (done) => done,
  );
  await agency.file();
  expect(await inPhase('failed')).toMatchObject({ problem: { code: 'internal' }, offlineSince: null });
  expect(desk.signInNeeded).toEqual([]);
  await until(
    () => tried(() => rawOf(db).exec('DROP TRIGGER broken')),
    (done) => done,
  );
  db.close();
  await inPhase('online');
});

test.each([200, 302, 401, 403])(
  'a captive portal answering %i is not the server: no sign-in is needed, and pending decisions can be withdrawn',
  async (status) => {
    agency.guestPage(status);
    await desk.calls['sync.now'](undefined);
    expect(await inPhase('offline')).toMatchObject({ problem: { code: 'intercepted' } });
    const row = await desk.act(report.id, note);
    await desk.calls['sync.now'](undefined);
    await until(desk.outbox, ([one]) => one?.state === 'waiting');
    const before = pulls();
    await until(pulls, (times) => times > before + 1);
    await desk.calls['outbox.cancel']({ id: row.id });
    expect(desk.signInNeeded).not.toContain(true);
    await desk.act(report.id, note);
    agency.mend();
    await emptied();
    expect(await inPhase('online')).toMatchObject({ problem: null });
  },
);
