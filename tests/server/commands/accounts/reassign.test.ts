import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

let agency: Agency;
let administrator: SignInResult;
let leaving: SignInResult;
let staying: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  administrator = await agency.signedIn('administrator');
  staying = await agency.signedIn();
});
afterAll(() => agency.stop());
beforeEach(async () => {
  leaving = await agency.signedIn();
});

const assigned = async (to: string): Promise<Report> => {
  const report = await agency.file();
  const { status } = await agency.act(staying.token, report, { kind: 'assign', to, note: '' });
  expect(status).toBe(200);
  return agency.report(report.id);
};
const asked = async (): Promise<Report> => {
  const report = await agency.file();
  const { status } = await agency.act(leaving.token, report, {
    kind: 'follow_up',
    missing: ['serial_number'],
    note: 'When?',
  });
  expect(status).toBe(200);
  return agency.report(report.id);
};
const holdings = () =>
  agency.call('GET', `/api/v1/holdings?officerId=${leaving.officer.id}`, { token: administrator.token });
const reassign = (to: string | null) =>
  agency.call('POST', '/api/v1/reassignments', { token: administrator.token, body: { from: leaving.officer.id, to } });

const SAID = {
  name: 'FRONT',
  version: '0.1.0',
  channel: 'stable',
  system: 'Linux',
  cache: 'encrypted',
  waiting: 2,
  drafts: 3,
  reports: 9,
  cacheBytes: 1,
};
const reports = (workstation: string, { token }: SignInResult, more: object = {}) =>
  agency.call('PUT', `/api/v1/workstations/${workstation}`, { token, body: { ...SAID, ...more } });
const FRONT = { name: 'FRONT', asOf: expect.stringMatching(/^20\d\d-/) };

test('what an officer holds: assigned reports, follow-ups that wait, drafts and unsent decisions of their workstations', async () => {
  await assigned(leaving.officer.id);
  await asked();
  await reports(randomUUID(), leaving);
  expect((await holdings()).body).toEqual({
    reviews: 0,
    assigned: 1,
    followUps: 1,
    workstations: [{ ...FRONT, drafts: 3, unsent: 2 }],
    unnamed: 0,
  });
});

test('of an officer whom no workstation has reported, nothing is claimed', async () => {
  expect((await holdings()).body).toMatchObject({ workstations: [], unnamed: 0 });
});

test('what an officer left on a workstation stays known when somebody else signs in there', async () => {
  const id = randomUUID();
  await reports(id, leaving);
  await reports(id, staying, { waiting: 0, drafts: 0 });
  expect((await holdings()).body.workstations).toEqual([{ ...FRONT, drafts: 3, unsent: 2 }]);
});

test('whoever signs in next brings what an officer decided there without a connection', async () => {
  const id = randomUUID();
  await reports(id, leaving, { waiting: 0, drafts: 0 });
  const left = { officerId: leaving.officer.id, waiting: 1, drafts: null };
  const own = { officerId: administrator.officer.id, waiting: 0, drafts: 0 };
  await reports(id, administrator, { waiting: 2, drafts: 0, accounts: [own, left] });
  expect((await holdings()).body).toMatchObject({ workstations: [{ ...FRONT, drafts: null, unsent: 1 }], unnamed: 1 });
  // Now the officer who leaves has no unfinished work on the workstation anymore.
  await reports(id, administrator, { waiting: 0, drafts: 0, accounts: [own] });
  expect((await holdings()).body).toMatchObject({ workstations: [{ ...FRONT, drafts: 0, unsent: 0 }], unnamed: 0 });
});

test('a workstation that tells of an account that this server does not have is stored without it', async () => {
  const stranger = { officerId: randomUUID(), waiting: 1, drafts: 1 };
  expect((await reports(randomUUID(), leaving, { waiting: 1, accounts: [stranger] })).status).toBe(204);
});

test('all of it moves to a colleague in one step, in each history and in the audit log', async () => {
  const moving = [await assigned(leaving.officer.id), await asked()];
  expect((await reassign(staying.officer.id)).body).toEqual({ moved: 2, left: 0 });
  for (const { id } of moving) {
    const now = await agency.report(id);
    expect(now.assignedTo?.id).toBe(staying.officer.id);
    // A letter that was sent meanwhile may have added a later entry, so this one is not necessarily the last.
    expect(now.history).toContainEqual(
      expect.objectContaining({ kind: 'assigned', officerId: administrator.officer.id }),
    );
  }
  expect((await holdings()).body).toMatchObject({ assigned: 0, followUps: 0 });
  const rows = (await readAudit(agency.deps.db, 0, 10_000)).filter(({ actor }) => actor === administrator.officer.id);
  expect(rows.filter(({ action }) => action === 'report.assign').map(({ target }) => target)).toEqual(
    expect.arrayContaining(moving.map(({ id }) => id)),
  );
  expect(
    rows.find(({ action, target }) => action === 'officer.reassign' && target === leaving.officer.id),
  ).toMatchObject({ outcome: 'success', detail: { moved: 2, to: staying.officer.id } });
});

test('it goes back to the queue if nobody takes over, and a repetition moves nothing', async () => {
  const { id } = await assigned(leaving.officer.id);
  expect((await reassign(null)).body).toEqual({ moved: 1, left: 0 });
  expect((await agency.report(id)).assignedTo).toBeNull();
  expect((await reassign(null)).body).toEqual({ moved: 0, left: 0 });
});

test('a follow-up that is assigned to nobody is already in the queue, so going back there leaves no trace on it', async () => {
  const { id } = await asked();
  expect((await reassign(null)).body).toEqual({ moved: 0, left: 0 });
  expect((await agency.report(id)).history.map(({ kind }) => kind)).not.toContain('assigned');
});

test('closed reports and those of others stay as they are', async () => {
  const others = await assigned(staying.officer.id);
  const closed = await assigned(leaving.officer.id);
  await agency.act(staying.token, closed, {
    kind: 'reject',
    reasonCode: 'outside_hartford',
    duplicateOf: null,
    note: '',
  });
  // The letter about the rejection may be sent meanwhile and change the report, so only status and assignee are
  // compared.
  const holders = async () =>
    (await Promise.all([others, closed].map(({ id }) => agency.report(id)))).map(({ state, assignedTo }) => [
      state,
      assignedTo?.id,
    ]);
  const before = await holders();
  expect(before[1]).toEqual(['rejected', leaving.officer.id]);
  expect((await holdings()).body).toMatchObject({ assigned: 0 });
  await reassign(null);
  expect(await holders()).toEqual(before);
});

test('nobody who may not review takes over, nor the one who leaves', async () => {
  await assigned(leaving.officer.id);
  for (const to of [administrator.officer.id, leaving.officer.id, randomUUID()])
    expect((await reassign(to)).status).toBe(409);
  expect((await holdings()).body).toMatchObject({ assigned: 1 });
});
