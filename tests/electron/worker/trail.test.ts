import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { OPENING_MS } from '#shared/domain/trail.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { lastNight } from '../../helpers/builders.ts';
import { aKey, type Folder, temporaryFolder } from '../../helpers/cache.ts';
import { type Line, startLine } from '../../helpers/line.ts';
import { startWorkstation, type TestWorkstation, until } from '../../helpers/workstation.ts';

let agency: Agency;
let line: Line;
let folder: Folder;
let session: SignInResult;
let desk: TestWorkstation;
let cache: { path: string; keyHex: string };
/** Moves this workstation's clock ahead, in milliseconds. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
const start = () => startWorkstation(line.url, session, cache, () => 0, { now });

beforeAll(async () => {
  agency = await startAgency();
  line = await startLine(agency.url);
  folder = temporaryFolder();
  cache = { path: join(folder.path, 'desk.db'), keyHex: aKey() };
  session = await agency.signedIn();
  desk = start();
});
afterAll(async () => {
  await desk.close();
  await line.stop();
  await agency.stop();
  folder.remove();
});

/** Suggests another offense title than the report has. */
const FROM_CAR = { how: 'My phone was stolen from my car overnight.' };
const note: Act = { kind: 'note', note: 'x' };
async function here(overrides?: Parameters<Agency['file']>[0]): Promise<string> {
  const { id } = await agency.file(overrides);
  await until(desk.queue, (ids) => ids.includes(id));
  return id;
}
const opened = (reportId: string) => desk.calls['trail.note']({ reportId, use: 'opened' });
/** Wakes the loop, which otherwise sends the trail when the server's long poll ends. */
const sync = () => desk.calls['sync.now'](undefined);
const rowsOf = (reportId: string) =>
  agency.deps.db.selectFrom('opening').selectAll().where('report_id', '=', reportId).orderBy('first_at').execute();
async function kept(reportId: string, holds: (rows: Awaited<ReturnType<typeof rowsOf>>) => boolean) {
  await sync();
  return until(() => rowsOf(reportId), holds);
}

test('openings within ten minutes are one row with their number, what else was done, and how long', async () => {
  const id = await here();
  // Moves the clock to the start of a ten-minute period, so that this test stays within it.
  ahead += OPENING_MS - (now().getTime() % OPENING_MS) + 1000;
  await opened(id);
  ahead += 65_000;
  await desk.calls['claim.at']({ id: null });
  await opened(id);
  await desk.calls['trail.note']({ reportId: id, use: 'printed' });
  const [row] = await kept(id, (rows) => (rows[0]?.uses.printed ?? 0) > 0);
  expect(row).toMatchObject({
    officer_id: session.officer.id,
    uses: { opened: 2, printed: 1 },
    offline: false,
  });
  expect(row?.seconds).toBeGreaterThanOrEqual(65);
  ahead += OPENING_MS;
  await opened(id);
  // The workstation's next ten minutes are a separate entry. The server adds the entry to a row by its own clock.
  const entries = (rows: Awaited<ReturnType<typeof rowsOf>>) => rows.flatMap(({ parts }) => Object.values(parts ?? {}));
  const rows = await kept(id, (all) => entries(all).length === 2);
  expect(
    entries(rows)
      .map(({ uses }) => uses.opened ?? 0)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2]);
});

test('copying for the records system counts once within ten minutes, however many values are copied', async () => {
  const id = await here();
  ahead += OPENING_MS - (now().getTime() % OPENING_MS) + 1000;
  const copies = async (times: number) => {
    for (let one = 0; one < times; one++) await desk.calls['trail.note']({ reportId: id, use: 'copied' });
  };
  await opened(id);
  await copies(3);
  ahead += OPENING_MS;
  await copies(2);
  const rows = await kept(id, (all) => all.length === 2);
  expect(rows.map(({ uses }) => uses)).toEqual([{ opened: 1, copied: 1 }, { copied: 1 }]);
});

test('prefetching and refreshing a report leave no trace', async () => {
  const id = await here();
  await desk.calls['report.ahead']({ id });
  await desk.calls['report.get']({ id });
  await desk.calls['report.get']({ id });
  const other = await here();
  await opened(other);
  await kept(other, (rows) => rows.length === 1);
  expect(await rowsOf(id)).toEqual([]);
});

test('an opening without a connection is sent later, also after a restart, once', async () => {
  const id = await here();
  await line.offline();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  await opened(id);
  await desk.close();
  desk = start();
  expect(await rowsOf(id)).toEqual([]);
  await line.online();
  const rows = await kept(id, (all) => all.length > 0);
  expect(rows).toMatchObject([{ uses: { opened: 1 }, offline: true }]);
});

test('a report that is open while another page is shown counts only while it is shown', async () => {
  const id = await here();
  await opened(id);
  await desk.calls['claim.at']({ id });
  ahead += 10_000;
  await desk.calls['claim.at']({ id: null });
  ahead += 100_000;
  await desk.calls['claim.at']({ id });
  ahead += 20_000;
  await desk.calls['claim.at']({ id: null });
  const [row] = await kept(id, (rows) => (rows[0]?.seconds ?? 0) >= 30);
  expect(row?.seconds).toBe(30);
});

test('a decision tells when it was made, how long the report was open, its flags, and what was undone before', async () => {
  const id = await here({ facts: { ...FROM_CAR, when: lastNight(), where: { city: 'West Hartford', point: null } } });
  await desk.calls['hints.say']({ reportId: id, code: 'outside_address', wrong: true });
  await opened(id);
  await desk.calls['claim.at']({ id });
  ahead += 240_000;
  // The clock difference is the one measured at the last response.
  await sync();
  await until(desk.sync, ({ serverAheadMs }) => Math.abs(serverAheadMs + ahead) < 30_000);
  const undone = await desk.act(id, note);
  await desk.calls['review.undo']({ id: undone.id });
  const pressed = now().getTime();
  const decided = await desk.act(id, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  await desk.calls['outbox.send-now'](undefined);
  const act = await until(
    () => agency.deps.db.selectFrom('act').selectAll().where('id', '=', decided.id).executeTakeFirst(),
    (row) => row !== undefined,
  );
  expect(act?.circumstances).toMatchObject({
    offline: false,
    // On a busy machine, a second may pass meanwhile.
    openSeconds: expect.closeTo(240, -1),
    hintsShown: ['outside_address'],
    hintsDismissed: ['outside_address'],
    titleSuggested: 'larceny_from_vehicle',
    undoneBefore: 1,
  });
  const { pressedAt = '', clockOffsetMs = 0 } = act?.circumstances ?? {};
  expect(Math.abs(Date.parse(pressedAt) - pressed)).toBeLessThan(60_000);
  // The workstation's clock is ahead of the server's. The recorded offset turns the recorded time into the server's
  // time.
  expect(Math.abs(Date.parse(pressedAt) + clockOffsetMs - Date.now())).toBeLessThan(60_000);
  const supervisor = startWorkstation(agency.url, await agency.signedIn('supervisor'));
  const shown = await supervisor.calls['audit.decision']({ id: decided.id });
  await supervisor.close();
  expect(shown.report?.id).toBe(id);
  expect(shown.policy?.version).toBe(shown.seen?.policyVersion);
  // The flag was dismissed, so the decision follows no flag.
  expect(act?.hints_followed).toBeNull();
  const [row] = await until(
    () => agency.deps.db.selectFrom('undone_act').selectAll().where('report_id', '=', id).execute(),
    (rows) => rows.length > 0,
  );
  expect(row).toMatchObject({ id: undone.id, officer_id: session.officer.id, kind: 'note' });
});

test('a decision made without a connection says so', async () => {
  const id = await here();
  await line.offline();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  const decided = await desk.act(id, note);
  await desk.calls['outbox.send-now'](undefined);
  await line.online();
  await sync();
  const act = await until(
    () => agency.deps.db.selectFrom('act').select('circumstances').where('id', '=', decided.id).executeTakeFirst(),
    (row) => row !== undefined,
  );
  expect(act?.circumstances?.offline).toBe(true);
});
