import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noteWorkstation } from '#server/db/workstations.ts';
import { updatesFolder } from '#server/updates/serve.ts';
import type { SignInResult } from '#shared/api.ts';
import type { RollOut, RollOutChange } from '#shared/updates-api.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { makeRelease, makeSigners, publish, workstationId } from '../../helpers/releases.ts';

let agency: Agency;
let administrator: SignInResult;
const signers = makeSigners();
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(async () => {
  administrator = await agency.signedIn('administrator');
});
afterEach(async () => {
  rmSync(updatesFolder(agency.dataDir), { recursive: true, force: true });
  await agency.deps.db.deleteFrom('release').execute();
  await agency.deps.db.deleteFrom('workstation').execute();
});

const release = async (version: string, sequence: number, channel = 'stable') =>
  publish(agency, await makeRelease(signers, { version, sequence, channel }), {
    window: { from: '22:00', to: '05:00' },
  });
const list = async (): Promise<RollOut[]> =>
  (await agency.call('GET', '/api/v1/releases', { token: administrator.token })).body.rows;
const change = (version: string, given: RollOutChange | object, token = administrator.token) =>
  agency.call('POST', '/api/v1/releases/changes', { token, body: { version, change: given } });
const offer = async () =>
  (await agency.call('GET', `/api/v1/updates/offer?channel=stable&workstation=${workstationId()}`)).body;
const audited = () =>
  agency.deps.db
    .selectFrom('audit')
    .select(['actor', 'target', 'detail'])
    .where('action', '=', 'update.roll_out')
    .orderBy('seq', 'desc')
    .execute();

test('the list says which versions a release locks out of new decisions', async () => {
  await publish(agency, await makeRelease(signers, { version: '0.3.0', sequence: 2, floor: '0.2.0' }), {});
  expect((await list()).map(({ floor }) => floor)).toEqual(['0.2.0']);
});

test('each release says how it is rolled out, how many workstations run it, and which one is offered', async () => {
  await release('0.2.0', 1);
  await release('0.3.0', 2);
  const by = { officerId: administrator.officer.id, at: agency.deps.now() };
  const said = {
    name: 'A',
    channel: 'stable',
    system: 'Linux',
    cache: 'encrypted',
    waiting: 0,
    drafts: 0,
    update: null,
    installedFor: null,
  } as const;
  for (const version of ['0.2.0', '0.2.0', '0.1.0'])
    await noteWorkstation(agency.deps.db, workstationId(), { ...said, reports: 0, cacheBytes: 0, version }, by);
  expect(await list()).toEqual([
    {
      version: '0.3.0',
      channel: 'stable',
      severity: 'medium',
      floor: null,
      publishedAt: expect.any(String),
      state: 'out',
      share: 100,
      window: { from: '22:00', to: '05:00' },
      replaced: false,
      workstations: 0,
    },
    expect.objectContaining({ version: '0.2.0', replaced: true, workstations: 2 }),
  ]);
});

test('a channel with few releases is not pushed out of the list by one with many', async () => {
  await release('0.1.1', 1, 'pilot');
  for (let at = 2; at <= 22; at += 1) await release(`0.2.${at}`, at);
  const rows = await list();
  expect(rows).toHaveLength(20);
  expect(rows.at(-1)).toMatchObject({ version: '0.1.1', channel: 'pilot', replaced: false });
});

test('a paused release waits, a resumed one is offered again, and a smaller share leaves workstations out', async () => {
  await release('0.2.0', 1);
  expect((await change('0.2.0', { state: 'paused' })).status).toBe(204);
  expect(await offer()).toEqual({ release: null, offer: 'wait', later: false, floor: null });
  await change('0.2.0', { state: 'out' });
  expect(await offer()).toMatchObject({ release: { signatures: expect.any(Array) } });
  await change('0.2.0', { share: 0 });
  expect(await offer()).toEqual({ release: null, offer: 'wait', later: false, floor: null });
  expect(await list()).toMatchObject([{ state: 'out', share: 0 }]);
});

test('a withdrawn release is not offered any more, and stays withdrawn', async () => {
  await release('0.2.0', 1);
  await change('0.2.0', { state: 'withdrawn' });
  expect(await offer()).toEqual({ release: null, offer: 'none', later: false, floor: null });
  expect((await change('0.2.0', { state: 'out' })).status).toBe(409);
  expect(await offer()).toEqual({ release: null, offer: 'none', later: false, floor: null });
  expect(await list()).toMatchObject([{ state: 'withdrawn' }]);
});

test('the window of a release can be moved, and taken away', async () => {
  await release('0.2.0', 1);
  expect((await change('0.2.0', { window: { from: '01:00', to: '04:30' } })).status).toBe(204);
  expect(await list()).toMatchObject([{ window: { from: '01:00', to: '04:30' } }]);
  await change('0.2.0', { window: null });
  expect(await list()).toMatchObject([{ window: null }]);
  expect((await offer()).offer).toBe('at_quit');
});

test('a release before the newest one is offered to whom the newest is not, and can be paused', async () => {
  await release('0.2.0', 1);
  await release('0.3.0', 2);
  await change('0.3.0', { share: 0 });
  const version = async () => JSON.parse((await offer()).release?.manifest ?? '{}').version;
  expect(await version()).toBe('0.2.0');
  expect((await change('0.2.0', { state: 'paused' })).status).toBe(204);
  expect(await version()).toBeUndefined();
});

test('the audit log says who changed what to what', async () => {
  await release('0.2.0', 1);
  await change('0.2.0', { share: 25 });
  expect((await audited())[0]).toEqual({
    actor: administrator.officer.id,
    target: '0.2.0',
    detail: { state: 'out', share: 25, window: '22:00-05:00' },
  });
  await change('0.2.0', { window: { from: '01:00', to: '04:30' } });
  expect((await audited())[0]?.detail).toEqual({ state: 'out', share: 25, window: '01:00-04:30' });
  await change('0.2.0', { window: null });
  expect((await audited())[0]?.detail).toEqual({ state: 'out', share: 25, window: null });
});

test('without a fresh proof, nothing is changed', async () => {
  await release('0.2.0', 1);
  const before = (await audited()).length;
  const { deps } = agency;
  await deps.db
    .updateTable('session')
    .set({ proven_at: new Date(0) })
    .where('officer_id', '=', administrator.officer.id)
    .execute();
  const answer = await change('0.2.0', { state: 'withdrawn' });
  expect([answer.status, answer.body.error.code]).toEqual([403, 'proof_needed']);
  expect([await list(), (await audited()).length]).toMatchObject([[{ state: 'out' }], before]);
});

test.each([
  ['a version that was never published', '9.9.9', { state: 'paused' }, 404],
  ['a version that is none', '1.0', { state: 'paused' }, 400],
  ['more than everybody', '0.2.0', { share: 101 }, 400],
  ['a window that ends when it begins', '0.2.0', { window: { from: '22:00', to: '22:00' } }, 400],
  ['two changes in one', '0.2.0', { state: 'paused', share: 10 }, 400],
  ['a state that there is not', '0.2.0', { state: 'gone' }, 400],
])('%s is refused', async (_, version, given, status) => {
  await release('0.2.0', 1);
  expect((await change(version, given)).status).toBe(status);
  expect(await list()).toMatchObject([{ state: 'out', share: 100 }]);
});
