import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import type { SignInResult } from '#shared/api.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { type Line, startLine } from '../../../helpers/line.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

let agency: Agency;
let line: Line;
let session: SignInResult;
let folder: Folder;
let cache: { path: string; keyHex: string };
let desk: TestWorkstation;
let pair: [Report, Report];

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(async () => {
  await hold(0);
  const who = { email: `twice${Math.random()}@example.org`, phone: null, birthDate: null };
  // The item has no serial number, which would make all reports of these tests duplicates.
  const nameless = { brand: null, model: null, serialNumber: null, color: null, marks: null, valueCents: null };
  const facts = { who, items: [{ type: 'bag', ...nameless }] };
  pair = [await agency.file({ facts }), await agency.file({ facts })];
  line = await startLine(agency.url);
  session = await agency.signedIn();
  folder = temporaryFolder();
  cache = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
  desk = startWorkstation(line.url, session, cache);
  await until(desk.queue, (ids) => pair.every(({ id }) => ids.includes(id)));
  await until(
    () => stateAt(desk),
    (states) => states.length === 1,
  );
});
afterEach(async () => {
  await desk.close();
  await line.stop();
  folder.remove();
});

const hold = (seconds: number) =>
  agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: seconds } }));
const decide = (decision: PairDecision['decision'], at = desk) =>
  at.calls['pairs.decide']({
    reportId: pair[0].id,
    other: { reportId: pair[1].id, trackingNumber: pair[1].trackingNumber },
    decision,
  });
/**
 * Starts a workstation that has pulled and found the pair. It has its own cache and the shared journal of these tests.
 */
const deskWithJournal = async (name: string) => {
  const at = startWorkstation(line.url, session, { path: join(folder.path, name), keyHex: aKey() }, () => 0, {
    journalPath: join(folder.path, 'journal', 'a.p2cj'),
  });
  await until(
    () => stateAt(at),
    (states) => states.length === 1,
  );
  // Recovery from a journal waits until every report is here.
  await pulledWhole(at);
  return at;
};
/**
 * Returns the state of the pair, seen from one side. Other duplicates are left out, because reports of other tests may
 * look similar.
 */
const stateAt = async (at: TestWorkstation, side: 0 | 1 = 0) =>
  (await at.calls['duplicates.of']({ reportId: pair[side].id })).duplicates
    .filter(({ reportId }) => reportId === pair[side === 0 ? 1 : 0].id)
    .map(({ state }) => state);
const countAt = async (at: TestWorkstation) => {
  const { rows } = await at.calls['queue.page']({
    filter: { states: [], kinds: [], text: pair[0].trackingNumber, likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'asc' },
    offset: 0,
    limit: 10,
  });
  return rows[0]?.duplicates ?? 0;
};
const waiting = async (at = desk) => at.calls['pairs.list'](undefined);
const atServer = async () =>
  (
    await sql<{ decision: string }>`select decision from pair_decision
      where left_id in (${pair[0].id}, ${pair[1].id}) and superseded_at is null`.execute(agency.deps.db)
  ).rows.map(({ decision }) => decision);

test('"not the same" applies here at once, and at every other workstation once the server has it', async () => {
  const colleague = startWorkstation(agency.url, await agency.signedIn());
  await until(
    () => stateAt(colleague),
    (states) => states.join() === 'suggested',
  );
  const before = await until(
    () => countAt(colleague),
    (count) => count > 0,
  );
  await decide('not_same');
  expect(await stateAt(desk)).toEqual(['not_same']);
  expect(await stateAt(desk, 1)).toEqual(['not_same']);
  await until(
    () => stateAt(colleague, 1),
    (states) => states.join() === 'not_same',
  );
  expect(await countAt(colleague)).toBe(before - 1);
  // The colleague may receive the decision before this workstation has the server's response.
  await until(waiting, (rows) => rows.length === 0);
  await colleague.close();
});

test('it can be canceled within its undo time, and nothing of it reaches the server', async () => {
  await hold(30);
  await desk.calls['sync.now'](undefined);
  await until(
    async () => (await desk.calls['policy.current'](undefined))?.limits.holdSeconds,
    (seconds) => seconds === 30,
  );
  const row = await decide('not_same');
  expect(row.state).toBe('held');
  await desk.calls['pairs.undo']({ id: row.id });
  expect(await stateAt(desk)).toEqual(['suggested']);
  await desk.calls['outbox.send-now'](undefined);
  expect(await waiting()).toEqual([]);
  expect(await atServer()).toEqual([]);
});

test('offline it survives a restart, and is sent once after reconnecting', async () => {
  await line.offline();
  await decide('related');
  await until(desk.sync, ({ phase }) => phase === 'offline');
  expect((await desk.sync()).waiting + (await desk.sync()).held).toBe(1);
  await desk.close();
  desk = startWorkstation(line.url, session, cache);
  expect(await stateAt(desk)).toEqual(['related']);
  await line.online();
  await until(waiting, (rows) => rows.length === 0);
  expect(await atServer()).toEqual(['related']);
});

test('of two decisions about one pair the latest one counts', async () => {
  await line.offline();
  await decide('same');
  await decide('not_same');
  await line.online();
  await until(waiting, (rows) => rows.length === 0);
  expect(await atServer()).toEqual(['not_same']);
  expect(await stateAt(desk)).toEqual(['not_same']);
});

test('a decision the server rejects is shown, no longer counts, and can be withdrawn', async () => {
  const other = { reportId: '00000000-0000-4000-8000-000000000000', trackingNumber: pair[1].trackingNumber };
  await desk.calls['pairs.decide']({ reportId: pair[0].id, other, decision: 'same' });
  const [row] = await until(waiting, ([one]) => one?.state === 'refused');
  expect(row?.problem?.code).toBe('not_found');
  expect((await desk.sync()).needsYou).toBe(1);
  const here = row?.reports.map((id) => id === pair[0].id);
  expect(await desk.calls['pairs.compare']({ id: row?.id ?? '' })).toEqual({ decision: null, here });
  await desk.calls['pairs.undo']({ id: row?.id ?? '' });
  expect(await waiting()).toEqual([]);
});

test('a decision the server did not process because it required a sign-in can be withdrawn', async () => {
  await agency.call('DELETE', '/api/v1/sessions/current', { token: session.token });
  const row = await decide('same');
  await until(desk.sync, ({ phase }) => phase === 'paused');
  await desk.calls['pairs.undo']({ id: row.id });
  expect(await waiting()).toEqual([]);
  expect(await stateAt(desk)).toEqual(['suggested']);
});

test('offline it waits only for the network', async () => {
  await line.offline();
  const row = await decide('same');
  await until(desk.sync, ({ phase }) => phase === 'offline');
  await until(waiting, ([one]) => one?.id === row.id && one.state === 'waiting');
  await desk.close();
  const { db, pairOutbox } = createStores(openCache(cache));
  const due = pairOutbox.due(new Date().toISOString());
  db.close();
  desk = startWorkstation(line.url, session, cache);
  expect(due).toMatchObject({ id: row.id, maybeSent: false });
});

test('a decision is recovered from the sealed journal when its cache is lost, and carried out once confirmed', async () => {
  const journalPath = join(folder.path, 'journal', 'a.p2cj');
  await hold(60);
  const first = await deskWithJournal('first.db');
  await line.offline();
  const taken = await decide('same', first);
  await first.calls['pairs.undo']({ id: taken.id });
  const saved = await decide('related', first);
  await first.close();

  const second = startWorkstation(line.url, session, { path: join(folder.path, 'other.db'), keyHex: aKey() }, () => 0, {
    journalPath,
  });
  expect((await second.calls['cache.state'](undefined)).journal).toMatchObject({ live: 1, lost: 1 });
  await line.online();
  await pulledWhole(second);
  const { rows } = await second.calls['journal.open']({ file: null });
  expect(rows).toMatchObject([{ id: saved.id, reports: saved.reports, decision: 'related' }]);
  await second.calls['journal.confirm']({ id: saved.id });
  expect(await stateAt(second)).toEqual(['related']);
  await second.calls['outbox.send-now'](undefined);
  await until(
    () => waiting(second),
    (left) => left.length === 0,
  );
  expect(await atServer()).toEqual(['related']);
  // The server has it now, so no live decision is left in the journal; `live` and `lost` are counted separately.
  await until(
    () => second.calls['cache.state'](undefined),
    ({ journal }) => journal.live === 0,
  );
  await second.close();
});

test('a decision records which held one it replaced, including after a kill', async () => {
  await hold(60);
  const desk = await deskWithJournal('held.db');
  const first = await decide('same', desk);
  const second = await decide('not_same', desk);
  expect([first.replaces, second.replaces]).toEqual([[], [first.id]]);
  expect(await waiting(desk)).toMatchObject([{ id: second.id, replaces: [first.id] }]);
  await desk.close();
});

test('an older decision about a pair recovered from the journal never replaces a newer one, held or sent', async () => {
  await hold(60);
  const former = await deskWithJournal('former.db');
  const old = await decide('same', former);
  await former.close();

  const desk = await deskWithJournal('newer.db');
  const newer = await decide('related', desk);
  const { rows } = await desk.calls['journal.open']({ file: null });
  expect(rows.map(({ id }) => id)).toEqual([old.id]);
  const confirm = async () => desk.calls['journal.confirm']({ id: old.id });
  await expect(confirm()).rejects.toMatchObject({ code: 'newer_decision' });
  expect(await waiting(desk)).toMatchObject([{ id: newer.id, state: 'held' }]);

  await desk.calls['outbox.send-now'](undefined);
  await until(
    () => waiting(desk),
    (left) => left.length === 0,
  );
  await expect(confirm()).rejects.toMatchObject({ code: 'newer_decision' });
  expect(await waiting(desk)).toEqual([]);
  expect(await atServer()).toEqual(['related']);
  // The decision is still in the journal, where the officer can discard it.
  expect((await desk.calls['cache.state'](undefined)).journal).toMatchObject({ lost: 1 });
  await desk.calls['journal.discard']({ id: old.id });
  expect((await desk.calls['cache.state'](undefined)).journal).toMatchObject({ lost: 0 });
  await desk.close();
});
