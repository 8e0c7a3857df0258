import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNewEpoch } from '#server/commands/agency/start-new-epoch.ts';
import { settleEpoch } from '#server/db/epoch.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const BY = { actor: 'test', source: 'test' };
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const GAP = 1_000;
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const serialOf = (number: string | null) => Number(/-(\d{6})/.exec(number ?? '')?.[1]);
async function approved() {
  // The tests move the clock by more than a session lasts, so each call signs in again.
  const { token } = await agency.signedIn('supervisor');
  const { id } = await agency.file();
  expect((await agency.act(token, await agency.report(id), approve)).status).toBe(200);
  const { trackingNumber, caseNumber } = await agency.report(id);
  return { tracking: serialOf(trackingNumber), number: serialOf(caseNumber) };
}
const renewals = () =>
  agency.deps.db.selectFrom('audit').select('detail').where('action', '=', 'feed.renew').orderBy('seq').execute();

test('after a restore, tracking and case numbers go on past all that may have been given since the backup', async () => {
  const before = await approved();
  await startNewEpoch(agency.deps, BY);
  const after = await approved();
  expect(after).toEqual({ tracking: before.tracking + GAP + 1, number: before.number + GAP + 1 });
  // The audit log says which numbers were passed over, and by whom.
  expect((await renewals()).at(-1)?.detail).toEqual({
    skipped: [
      { counter: 'tracking', year: 2026, first: before.tracking + 1, last: before.tracking + GAP },
      { counter: 'case', year: 2026, first: before.number + 1, last: before.number + GAP },
    ],
  });
});

test('numbers that a restore passed over are not missing ones', async () => {
  const { token } = await agency.signedIn('records');
  const { rows } = (await agency.call('GET', '/api/v1/case-numbers/years', { token })).body;
  expect(rows).toMatchObject([{ year: 2026, given: 2, last: GAP + 2, missing: [] }]);
  await sql`delete from case_number where serial = 1`.execute(agency.deps.db);
  const again = (await agency.call('GET', '/api/v1/case-numbers/years', { token })).body.rows;
  expect(again).toMatchObject([{ missing: [1] }]);
});

test('a database that was restored elsewhere passes over numbers when it is first opened, and only then', async () => {
  const { db } = agency.deps;
  const { tracking } = await approved();
  await db.updateTable('agency').set({ incarnation: 'another cluster/1' }).execute();
  await settleEpoch(db, now);
  await startNewEpoch(agency.deps, BY);
  expect((await approved()).tracking).toBe(tracking + 2 * GAP + 1);
  await db.updateTable('agency').set({ incarnation: 'a third cluster/1' }).execute();
  // The command finds the restore before the server does: one gap, not two.
  await startNewEpoch(agency.deps, BY);
  expect((await approved()).tracking).toBe(tracking + 3 * GAP + 2);
});

test('a backup from before New Year passes over numbers of both years', async () => {
  const old = await approved();
  now = new Date('2027-01-02T14:00:00.000Z');
  await startNewEpoch(agency.deps, BY);
  expect(await approved()).toEqual({ tracking: GAP + 1, number: GAP + 1 });
  now = new Date('2026-12-30T14:00:00.000Z');
  expect((await approved()).tracking).toBe(old.tracking + GAP + 1);
});

test('the agency’s policy says how many numbers a restore passes over', async () => {
  now = new Date('2027-02-01T14:00:00.000Z');
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, restoreGap: 7 } }));
  const { tracking } = await approved();
  await startNewEpoch(agency.deps, BY);
  expect((await approved()).tracking).toBe(tracking + 8);
});
