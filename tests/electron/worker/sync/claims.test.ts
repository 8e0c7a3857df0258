import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { createClaims } from '#electron/worker/sync/claims.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../../helpers/cache.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };

let agency: Agency;
let session: SignInResult;
let desk: TestWorkstation;
let folder: Folder;

beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 30 } }));
});
afterAll(() => agency.stop());
beforeEach(async () => {
  folder = temporaryFolder();
  session = await agency.signedIn();
  desk = startWorkstation(agency.url, session);
});
afterEach(async () => {
  await agency.online();
  await desk.close();
  folder.remove();
});

const claimedBy = (id: string) => async () => (await agency.report(id)).claim?.by.id ?? null;
const isMine = (by: string | null) => by === session.officer.id;
async function arrives() {
  const report = await agency.file();
  await until(desk.queue, (ids) => ids.includes(report.id));
  return report;
}

test('an open report is claimed, the previous one is released, and closing the application releases the last', async () => {
  const [first, second] = [await arrives(), await arrives()];
  await desk.calls['claim.at']({ id: first.id });
  await until(claimedBy(first.id), isMine);
  await desk.calls['claim.at']({ id: second.id });
  await until(claimedBy(second.id), isMine);
  await until(claimedBy(first.id), (by) => by === null);
  await desk.close();
  expect(await claimedBy(second.id)()).toBeNull();
  desk = startWorkstation(agency.url, session);
});

test('browsing the queue claims nothing', async () => {
  const reports = [await arrives(), await arrives(), await arrives()];
  for (const { id } of reports) await desk.calls['claim.at']({ id });
  const last = reports[2]?.id ?? '';
  await until(claimedBy(last), isMine);
  expect(await Promise.all(reports.slice(0, 2).map(({ id }) => claimedBy(id)()))).toEqual([null, null]);
});

test('the queue shows who has a report open and since when, without raising its version', async () => {
  const report = await arrives();
  const other = await agency.signedIn();
  const path = `/api/v1/reports/${report.id}/claim`;
  await agency.call('POST', path, { token: other.token, body: { take: false } });
  const row = async () => {
    const page = await desk.calls['queue.page']({
      filter: { states: [], kinds: [], text: report.trackingNumber, likelyDuplicate: false },
      sort: { column: 'receivedAt', direction: 'asc' },
      offset: 0,
      limit: 1,
    });
    return page.rows[0];
  };
  const shown = await until(row, (one) => one?.claim?.by.id === other.officer.id);
  expect(shown?.version).toBe(report.version);
  await agency.call('DELETE', path, { token: other.token });
  await until(row, (one) => one?.claim === null);
});

test("a colleague's claim is taken over only explicitly", async () => {
  const report = await arrives();
  const other = await agency.signedIn();
  await agency.call('POST', `/api/v1/reports/${report.id}/claim`, { token: other.token, body: { take: false } });
  expect(await claimedBy(report.id)()).toBe(other.officer.id);
  await desk.calls['claim.take']({ id: report.id });
  expect(await claimedBy(report.id)()).toBe(session.officer.id);
});

test('a decision in its undo time keeps its claim, even after a crash, and undoing it releases the claim', async () => {
  const cache = { path: `${folder.path}/a.db`, keyHex: aKey() };
  const own = startWorkstation(agency.url, session, cache);
  const report = await agency.file();
  await until(own.queue, (ids) => ids.includes(report.id));
  await own.calls['claim.at']({ id: report.id });
  await until(claimedBy(report.id), isMine);
  const { id } = await own.act(report.id, reject);
  await own.calls['claim.at']({ id: null });
  await own.close();
  expect(await claimedBy(report.id)()).toBe(session.officer.id);

  // The claim expired while the workstation was down.
  await agency.call('DELETE', `/api/v1/reports/${report.id}/claim`, { token: session.token });
  const again = startWorkstation(agency.url, session, cache);
  await until(claimedBy(report.id), isMine);
  await again.calls['review.undo']({ id });
  await until(claimedBy(report.id), (by) => by === null);
  await again.close();
});

test('a claim that could not be sent is sent after reconnecting', async () => {
  const report = await arrives();
  await agency.offline();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  await desk.calls['claim.at']({ id: report.id });
  await agency.online();
  await until(claimedBy(report.id), isMine);
});

test('a report that stays open stays claimed: the claim is renewed before it expires', async () => {
  const report = await agency.file();
  const api = createApi({ server: agency.url, token: () => session.token });
  const claims = createClaims({ stores: filledCache([report]), api, log: () => {}, everyMs: 50, glanceMs: 0 });
  claims.at(report.id);
  await until(claimedBy(report.id), isMine);
  const left = async () => Date.parse((await agency.report(report.id)).claim?.expiresAt ?? '') - Date.now();
  // Makes the claim look as if most of its time had passed.
  const soon = JSON.stringify(new Date(Date.now() + 5000).toISOString());
  await sql`update report set claim = jsonb_set(claim, '{expiresAt}', ${soon}::jsonb) where id = ${report.id}`.execute(
    agency.deps.db,
  );
  await until(left, (ms) => ms > 60_000);
  await claims.stop();
  expect(await claimedBy(report.id)()).toBeNull();
  api.close();
});
