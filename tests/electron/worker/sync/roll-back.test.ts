import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { MOST_REFILL_DELAY_MS } from '#electron/worker/sync/pull.ts';
import type { SignInResult } from '#shared/api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, rawOf, temporaryFolder } from '../../../helpers/cache.ts';
import { pulledWhole, startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

/** More reports than fit on one page of the feed. */
const REPORTS = 240;

let agency: Agency;
let session: SignInResult;
let folder: Folder;
let file: { path: string; keyHex: string };
const open: TestWorkstation[] = [];

beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 0 } }));
});
afterAll(() => agency.stop());
beforeEach(async () => {
  folder = temporaryFolder();
  file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  session = await agency.signedIn();
});
afterEach(async () => {
  await agency.online();
  for (const desk of open.splice(0)) await desk.close();
  folder.remove();
});

function start(random = () => 0, now = () => new Date()): TestWorkstation {
  const desk = startWorkstation(agency.url, session, file, random, { now });
  open.push(desk);
  return desk;
}

async function close(desk: TestWorkstation): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

/** Migrates the cache as an update does that is rolled back later. */
function migrateAsNewerVersion(): void {
  const db = openCache(file);
  rawOf(db).exec(`
    CREATE TABLE weather (report INTEGER REFERENCES report (seq));
    ALTER TABLE queue ADD COLUMN weather TEXT NOT NULL DEFAULT 'fair';
    ALTER TABLE outbox ADD COLUMN priority INTEGER;
    ALTER TABLE draft ADD COLUMN language TEXT;
    UPDATE draft SET body = json_set(body, '$.mood', 'calm')`);
  db.pragma('user_version = 500');
  db.close();
}

/** Writes what a newer version may have learned to say: of a decision's problem, of a report's uses, of an undone act. */
function changeAsNewerVersion(refused: string): void {
  const db = openCache(file);
  const problem = { code: 'forbidden', detail: { code: 'storm', params: {} } };
  const fields = [{ path: 'note', detail: { code: 'too_stormy', params: {} } }];
  rawOf(db)
    .prepare('UPDATE outbox SET problem = ?')
    .run(JSON.stringify({ ...problem, fields }));
  rawOf(db)
    .prepare('UPDATE pair_outbox SET problem = ?')
    .run(JSON.stringify({ ...problem, fields }));
  const unknown = JSON.stringify({ ...problem, code: 'too_stormy', fields: 'none' });
  rawOf(db).prepare("UPDATE outbox SET state = 'refused', problem = ? WHERE id = ?").run(unknown, refused);
  rawOf(db).exec(`
    UPDATE opening SET uses = json_set(uses, '$.read_aloud', 1);
    INSERT INTO undone_act (id, report_id, kind, pressed_at, undone_at)
      SELECT id, report_id, 'delegate', created_at, created_at FROM outbox LIMIT 1`);
  db.pragma('user_version = 500');
  db.close();
}

const noteOf = async (reportId: string) =>
  (
    await sql<{ id: string }>`select id from act where report_id = ${reportId} and kind = 'note'`.execute(
      agency.deps.db,
    )
  ).rows;

const openingsOf = async (reportId: string) =>
  (
    await sql<{ uses: object }>`select uses from opening where report_id = ${reportId}`.execute(agency.deps.db)
  ).rows.map(({ uses }) => uses);

test('a decision and a draft made with a newer version survive the roll-back, and the decision reaches the server once', async () => {
  const { id } = await agency.file({ facts: { who: { email: null } } });
  const newer = start();
  await until(newer.queue, (ids) => ids.includes(id));
  await agency.offline();
  const row = await newer.act(id, { kind: 'note', note: 'Seen by me.' });
  const empty = { offenseCode: null, reasonCode: null, duplicateOf: '', missing: [], outcome: null };
  const draft = { ...empty, note: 'Half a sentence' };
  await newer.calls['draft.put']({ reportId: id, kind: 'note', draft });
  await close(newer);
  migrateAsNewerVersion();

  const older = start();
  expect(older.logged).toContain('cache.rolled_back');
  expect((await older.outbox()).map((one) => one.id)).toEqual([row.id]);
  expect(await older.calls['draft.get']({ reportId: id, kind: 'note' })).toMatchObject({ draft });
  await agency.online();
  await older.calls['sync.now'](undefined);
  await until(older.outbox, (rows) => rows.length === 0);
  await until(older.queue, (ids) => ids.includes(id));
  expect(await noteOf(id)).toEqual([{ id: row.id }]);
});

test('after a roll-back, a workstation pulls one page, sends what waits, and the rest after its own delay', async () => {
  for (let n = 0; n < REPORTS; n += 20) await Promise.all(Array.from({ length: 20 }, () => agency.file()));
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const newer = start();
  await pulledWhole(newer);
  const all = (await newer.calls['cache.state'](undefined)).reports;
  expect(all).toBeGreaterThanOrEqual(REPORTS);
  await close(newer);
  migrateAsNewerVersion();

  const reports = async () => (await older.calls['cache.state'](undefined)).reports;
  const older = start(() => 0.5, now);
  await until(reports, (count) => count > 0);
  const firstPage = (await older.queue())[0] ?? '';
  const row = await older.act(firstPage, { kind: 'note', note: 'Meanwhile.' });
  await until(older.outbox, (rows) => rows.length === 0);
  expect((await noteOf(firstPage)).map((one) => one.id)).toContain(row.id);
  expect(await reports()).toBeLessThan(all);
  ahead = MOST_REFILL_DELAY_MS;
  await older.calls['sync.now'](undefined);
  await pulledWhole(older);
  expect(await reports()).toBe(all);
});

test('problems and uses that only the newer version knows do not keep the older one from listing and sending', async () => {
  const [one, two] = [await agency.file(), await agency.file()];
  const newer = start();
  await pulledWhole(newer);
  await agency.offline();
  const refused = await newer.act(one.id, { kind: 'note', note: 'Not accepted.' });
  const row = await newer.act(two.id, { kind: 'note', note: 'Waiting.' });
  const other = { reportId: two.id, trackingNumber: two.trackingNumber };
  await newer.calls['pairs.decide']({ reportId: one.id, other, decision: 'same' });
  await newer.calls['trail.note']({ reportId: one.id, use: 'opened' });
  await close(newer);
  changeAsNewerVersion(refused.id);

  const older = start();
  const rows = await older.outbox();
  expect(rows.map(({ id, problem }) => [id, problem?.code, problem?.detail, problem?.fields])).toEqual([
    [refused.id, 'bad_response', null, []],
    [row.id, 'forbidden', null, [{ path: 'note', detail: { code: 'invalid', params: {} } }]],
  ]);
  await agency.online();
  await older.calls['sync.now'](undefined);
  await until(older.outbox, (left) => left.length === 1);
  expect(await noteOf(two.id)).toEqual([{ id: row.id }]);
  await until(
    () => older.calls['pairs.list'](undefined),
    (left) => left.length === 0,
  );
  await until(
    () => openingsOf(one.id),
    (uses) => uses.length > 0,
  );
  expect(await openingsOf(one.id)).toEqual([{ opened: 1 }]);
  await until(agency.waiting, (requests) => requests > 0);
  expect(older.logged).not.toContain('trail.given_up');
});
