import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextRemovals, removeKept } from '#server/jobs/remove-kept.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

const DAY = 86_400_000;
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());

const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
const list = async (path: string) => {
  const { token } = await agency.signedIn('records');
  return (await agency.call('GET', `/api/v1/${path}`, { token })).body;
};

test('case numbers say which are void, which reports are removed, and which are missing', async () => {
  const { token } = await agency.signedIn('supervisor');
  const act = async (id: string, one: Act) =>
    expect((await agency.act(token, await agency.report(id), one)).status).toBe(200);
  const [gone, voided, kept] = [await agency.file(), await agency.file(), await agency.file()];
  for (const { id } of [gone, voided, kept]) await act(id, approve);
  await act(voided.id, { kind: 'return', cause: 'A mistake.', note: '' });
  const caseNumber = (await agency.report(gone.id)).caseNumber ?? '';
  expect((await list('case-numbers/years')).rows).toEqual([
    { year: 2026, given: 3, voided: 1, removed: 0, last: 3, missing: [] },
  ]);
  expect((await list(`case-numbers?text=${caseNumber}`)).rows).toMatchObject([{ number: caseNumber, removedAt: null }]);
  expect((await list(`case-numbers?text=${kept.trackingNumber}`)).rows).toHaveLength(1);
  expect((await list('case-numbers?text=%25')).rows).toEqual([]);

  // The list of what is removed next says by which rule, and leaves out reports on hold.
  const hold = { token: (await agency.signedIn('records')).token, body: { why: 'Subpoena.' } };
  expect((await agency.call('PUT', `/api/v1/reports/${kept.id}/hold`, hold)).status).toBe(204);
  await expect
    .poll(() => agency.deps.db.selectFrom('letter').select('id').where('next_attempt_at', 'is not', null).execute())
    .toEqual([]);
  await sql`update rms_package set state = 'delivered', next_attempt_at = null`.execute(agency.deps.db);
  now = new Date(now.getTime() + 3650 * DAY);
  expect((await nextRemovals(agency.deps, { days: 1, offset: 0, limit: 10 }, null)).rows).toEqual([]);
  expect((await list('retention?days=30')).rows).toMatchObject([
    { reportId: gone.id, state: 'approved', keptDays: 3653, removedAfter: expect.stringMatching(/^2036-03-07T14:00/) },
  ]);

  now = new Date(now.getTime() + 4 * DAY);
  expect(await removeKept(agency.deps)).toEqual({ removed: 1 });
  const { version } = await agency.policy();
  expect((await list('retention/removed')).rows).toMatchObject([
    { trackingNumber: gone.trackingNumber, caseNumber, keptDays: 3653, policyVersion: version, kind: 'larceny' },
  ]);
  expect((await list(`case-numbers?text=${caseNumber}`)).rows).toMatchObject([
    { number: caseNumber, removedAt: now.toISOString() },
  ]);
  await sql`delete from case_number where serial = 2`.execute(agency.deps.db);
  expect((await list('case-numbers/years')).rows).toEqual([
    { year: 2026, given: 2, voided: 0, removed: 1, last: 3, missing: [2] },
  ]);
});
