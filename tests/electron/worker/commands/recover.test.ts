import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWith } from '#electron/worker/db/open.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { openGate } from '../../../helpers/gate.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

let agency: Agency;
let session: SignInResult;
let report: Report;
let folder: Folder;
let desk: TestWorkstation;
const keyHex = aKey();

beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 60 } }));
});
afterAll(() => agency.stop());
beforeEach(async () => {
  report = await agency.file();
  session = await agency.signedIn();
  folder = temporaryFolder();
});
afterEach(async () => {
  await desk.close();
  folder.remove();
});

/** Starts a workstation with the journal of the previous ones and its own cache, which has been pulled. */
async function withNewCache(name: string): Promise<TestWorkstation> {
  const journalPath = join(folder.path, 'journal', 'a.p2cj');
  const cache = { path: join(folder.path, name), keyHex };
  const opened = startWorkstation(agency.url, session, cache, () => 0, { journalPath });
  await until(opened.queue, (ids) => ids.includes(report.id));
  return opened;
}
async function losesCache(name: string): Promise<void> {
  await desk.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder.path, `${name}${end}`), { force: true });
}
const journal = async () => (await desk.calls['cache.state'](undefined)).journal;
const offered = async () => (await desk.calls['journal.open']({ file: null })).rows.map(({ id }) => id);
const actsAtServer = () => agency.deps.db.selectFrom('act').select('id').where('report_id', '=', report.id).execute();

test('a decision stays in the journal through every lost cache, confirmed or not, until the server has it once', async () => {
  desk = await withNewCache('first');
  const { id } = await desk.act(report.id, approve);
  await losesCache('first');

  desk = await withNewCache('second');
  expect(await offered()).toEqual([id]);
  // The workstation dies after the decision is shown, but before it is confirmed.
  await losesCache('second');

  desk = await withNewCache('third');
  expect(await journal()).toMatchObject({ live: 1, lost: 1 });
  expect(await offered()).toEqual([id]);
  await desk.calls['journal.confirm']({ id });
  expect(await journal()).toMatchObject({ live: 1, lost: 0 });
  // The workstation dies within the renewed undo time.
  await losesCache('third');

  desk = await withNewCache('fourth');
  expect(await offered()).toEqual([id]);
  await desk.calls['journal.confirm']({ id });
  await desk.calls['outbox.send-now'](undefined);
  await until(desk.outbox, (rows) => rows.length === 0);
  expect(await actsAtServer()).toEqual([{ id }]);
  await until(journal, ({ live }) => live === 0);
});

test('a recovered decision tells the server when and how it was first made', async () => {
  desk = await withNewCache('first');
  await desk.calls['trail.note']({ reportId: report.id, use: 'opened' });
  const pressed = Date.now();
  const { id } = await desk.act(report.id, approve);
  await losesCache('first');
  desk = await withNewCache('second');
  await offered();
  const confirmed = Date.now();
  await desk.calls['journal.confirm']({ id });
  await desk.calls['outbox.send-now'](undefined);
  await until(desk.outbox, (rows) => rows.length === 0);
  const { circumstances } = await agency.deps.db
    .selectFrom('act')
    .select('circumstances')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const at = Date.parse(circumstances?.pressedAt ?? '');
  expect(at).toBeGreaterThanOrEqual(pressed);
  expect(at).toBeLessThan(confirmed);
});

test('a decision in a pre-release cache is recovered from the journal once that cache was set aside', async () => {
  desk = await withNewCache('first');
  const { id } = await desk.act(report.id, approve);
  await desk.close();
  const cache = { path: join(folder.path, 'first'), keyHex };
  const db = openWith(cache, (former) => former.pragma('user_version = 25'));
  db.close();
  const journalPath = join(folder.path, 'journal', 'a.p2cj');
  const before = readFileSync(journalPath);
  expect(() => startWorkstation(agency.url, session, cache, () => 0, { journalPath })).toThrow(
    expect.objectContaining({ code: 'cache_unreadable' }),
  );
  expect(readFileSync(journalPath).equals(before)).toBe(true);

  desk = await withNewCache('second');
  expect(await offered()).toEqual([id]);
});

test('the journal file alone restores a decision on another workstation, where it is carried out once', async () => {
  desk = await withNewCache('first');
  const { id } = await desk.act(report.id, approve);
  await desk.close();
  const file = readFileSync(join(folder.path, 'journal', 'a.p2cj')).toString('base64');

  const cache = { path: join(folder.path, 'elsewhere'), keyHex: aKey() };
  const journalPath = join(folder.path, 'journal', 'elsewhere.p2cj');
  desk = startWorkstation(agency.url, session, cache, () => 0, { journalPath });
  await until(desk.queue, (ids) => ids.includes(report.id));
  expect(await offered()).toEqual([]);
  const opened = await desk.calls['journal.open']({ file });
  expect(opened).toMatchObject({ rows: [{ id, reportId: report.id, act: approve }], done: 0, unreadable: 0 });
  await desk.calls['journal.confirm']({ id });
  expect(await journal()).toMatchObject({ live: 1, lost: 0 });
  await desk.calls['outbox.send-now'](undefined);
  await until(desk.outbox, (rows) => rows.length === 0);
  expect(await actsAtServer()).toEqual([{ id }]);
  expect(await desk.calls['journal.open']({ file })).toMatchObject({ rows: [], done: 1 });
  const notOne = Buffer.from('a text').toString('base64');
  await expect(desk.calls['journal.open']({ file: notOne })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('a newer policy with no relevant change does not block recovery, here or on the server', async () => {
  desk = await withNewCache('first');
  const { id } = await desk.act(report.id, approve);
  await losesCache('first');
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 61 } }));

  desk = await withNewCache('second');
  expect(await offered()).toEqual([id]);
  await desk.calls['journal.confirm']({ id });
  await desk.calls['outbox.send-now'](undefined);
  await until(desk.outbox, (rows) => rows.length === 0);
  expect(await actsAtServer()).toEqual([{ id }]);
});

test('a decision that can no longer be carried out as it was stays in the journal until the officer drops it', async () => {
  desk = await withNewCache('first');
  const { id } = await desk.act(report.id, approve);
  await losesCache('first');
  await agency.publish((policy) => ({ ...policy, agency: { ...policy.agency, name: `${policy.agency.name} (new)` } }));

  desk = await withNewCache('second');
  expect(await offered()).toEqual([id]);
  await expect(async () => desk.calls['journal.confirm']({ id })).rejects.toMatchObject({ code: 'letter_changed' });
  expect(await journal()).toMatchObject({ live: 1, lost: 1 });
  expect(await desk.outbox()).toEqual([]);
  await desk.calls['journal.discard']({ id });
  expect(await journal()).toMatchObject({ live: 0, lost: 0 });
  expect(await actsAtServer()).toEqual([]);
});

test('until the new cache is complete, no journal decision is called obsolete and no pair decision the latest', async () => {
  const other = await agency.file();
  desk = await withNewCache('first');
  await until(desk.queue, (ids) => ids.includes(other.id));
  const { id } = await desk.act(report.id, approve);
  const beside = { reportId: other.id, trackingNumber: other.trackingNumber };
  const pair = await desk.calls['pairs.decide']({ reportId: report.id, other: beside, decision: 'same' });
  await losesCache('first');

  const gate = await openGate(agency.url);
  const letGo = gate.hold((url) => url.includes('/changes'));
  const cache = { path: join(folder.path, 'second'), keyHex: aKey() };
  const journalPath = join(folder.path, 'journal', 'a.p2cj');
  desk = startWorkstation(gate.url, session, cache, () => 0, { journalPath });
  expect((await offered()).sort()).toEqual([id, pair.id].sort());
  const confirm = async (which: string) => desk.calls['journal.confirm']({ id: which });
  await expect(confirm(id)).rejects.toMatchObject({ code: 'not_here_yet' });
  await expect(confirm(pair.id)).rejects.toMatchObject({ code: 'not_here_yet' });
  letGo();
  await pulledWhole(desk);
  await confirm(id);
  await confirm(pair.id);
  expect(await journal()).toMatchObject({ live: 2, lost: 0 });
  await gate.stop();
});

describe('a decision on a workstation that may come back', () => {
  const handedOver = () => readFileSync(join(folder.path, 'journal', 'a.p2cj')).toString('base64');
  const first = () => ({ path: join(folder.path, 'first'), keyHex: firstKey });
  const firstKey = aKey();
  const atFirst = () =>
    startWorkstation(agency.url, session, first(), () => 0, { journalPath: join(folder.path, 'journal', 'a.p2cj') });
  const elsewhere = (url = agency.url) =>
    startWorkstation(url, session, { path: join(folder.path, 'elsewhere'), keyHex: aKey() }, () => 0, {
      journalPath: join(folder.path, 'journal', 'elsewhere.p2cj'),
    });
  const pairsAtServer = () => agency.deps.db.selectFrom('pair_decision').select('id').execute();

  test('is never sent once dropped elsewhere: that workstation shows it as refused, and it can be decided again', async () => {
    const other = await agency.file();
    desk = atFirst();
    await until(desk.queue, (ids) => ids.includes(report.id) && ids.includes(other.id));
    const { id } = await desk.act(report.id, approve);
    const beside = { reportId: other.id, trackingNumber: other.trackingNumber };
    const pair = await desk.calls['pairs.decide']({ reportId: report.id, other: beside, decision: 'same' });
    await desk.close();

    const file = handedOver();
    desk = elsewhere();
    await pulledWhole(desk);
    expect((await desk.calls['journal.open']({ file })).rows.map((row) => row.id).sort()).toEqual([id, pair.id].sort());
    expect(await desk.calls['journal.discard']({ id })).toEqual({ carriedOut: false });
    expect(await desk.calls['journal.discard']({ id: pair.id })).toEqual({ carriedOut: false });
    expect(await desk.calls['journal.open']({ file })).toMatchObject({ rows: [], done: 0, dropped: 2 });
    await desk.close();

    desk = atFirst();
    await desk.calls['outbox.send-now'](undefined);
    const [refused] = await until(desk.outbox, (rows) => rows[0]?.state === 'refused');
    const problem = { detail: { code: 'dropped_elsewhere', params: {} } };
    expect(refused).toMatchObject({ id, problem });
    const pairs = await until(
      async () => desk.calls['pairs.list'](undefined),
      (rows) => rows[0]?.state === 'refused',
    );
    expect(pairs).toMatchObject([{ id: pair.id, problem }]);
    expect(await actsAtServer()).toEqual([]);
    expect(await pairsAtServer()).toEqual([]);

    await desk.calls['pairs.undo']({ id: pair.id });
    const again = await desk.act(report.id, approve);
    await desk.calls['outbox.send-now'](undefined);
    await until(desk.outbox, (rows) => rows.length === 0);
    expect(await actsAtServer()).toEqual([{ id: again.id }]);
    expect(await pairsAtServer()).toEqual([]);
  });

  test('is reported as carried out if that workstation sent it before it was dropped', async () => {
    desk = atFirst();
    await until(desk.queue, (ids) => ids.includes(report.id));
    const { id } = await desk.act(report.id, approve);
    await desk.close();
    const file = handedOver();
    desk = elsewhere();
    expect((await desk.calls['journal.open']({ file })).rows).toMatchObject([{ id }]);

    const back = atFirst();
    await back.calls['outbox.send-now'](undefined);
    await until(back.outbox, (rows) => rows.length === 0);
    await back.close();
    expect(await desk.calls['journal.discard']({ id })).toEqual({ carriedOut: true });
    expect(await actsAtServer()).toEqual([{ id }]);
    expect(await desk.calls['journal.open']({ file })).toMatchObject({ rows: [], done: 1, dropped: 0 });
  });

  test('is not dropped until the server can be told', async () => {
    desk = await withNewCache('lost');
    const { id } = await desk.act(report.id, approve);
    await losesCache('lost');
    const gate = await openGate(agency.url);
    const cache = { path: join(folder.path, 'new'), keyHex: aKey() };
    const journalPath = join(folder.path, 'journal', 'a.p2cj');
    desk = startWorkstation(gate.url, session, cache, () => 0, { journalPath });
    const discard = async () => desk.calls['journal.discard']({ id });
    // An entry that was not opened here may belong to anyone.
    await expect(discard()).rejects.toMatchObject({ code: 'not_found' });
    await until(journal, ({ ready }) => ready);
    expect(await offered()).toEqual([id]);
    await gate.stop();
    await expect(discard()).rejects.toMatchObject({ code: 'offline' });
    await expect(discard()).rejects.toMatchObject({ code: 'offline' });
    expect(await journal()).toMatchObject({ live: 1, lost: 1 });
    expect(await agency.deps.db.selectFrom('dropped_decision').select('id').where('id', '=', id).execute()).toEqual([]);
  });
});
