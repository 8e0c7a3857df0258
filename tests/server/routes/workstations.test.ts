import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { appendAlone } from '#server/db/audit.ts';
import { noteWorkstation } from '#server/db/workstations.ts';
import { startScheduler } from '#server/jobs/scheduler.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Severity } from '#shared/domain/workstation.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { ownPort } from '../../helpers/own-port.ts';

let agency: Agency;
let administrator: SignInResult;
let officer: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  [administrator, officer] = [await agency.signedIn('administrator'), await agency.signedIn()];
});
afterAll(() => agency.stop());
beforeEach(async () => {
  await agency.deps.db.deleteFrom('workstation').execute();
});

const SAID = {
  name: 'FRONT-DESK-2',
  version: '0.1.0',
  channel: 'listed',
  system: 'Windows 10.0.26100',
  cache: 'encrypted',
  waiting: 1,
  drafts: 2,
  reports: 300,
  cacheBytes: 5_000_000_000,
  update: null,
  installedFor: 'machine',
} as const;
const say = (id: string, more: object = {}) =>
  agency.call('PUT', `/api/v1/workstations/${id}`, { token: officer.token, body: { ...SAID, ...more } });
const list = async (query = '') =>
  (await agency.call('GET', `/api/v1/workstations${query}`, { token: administrator.token })).body;

test('a workstation that said how it is is in the list, with who was signed in', async () => {
  const id = randomUUID();
  expect((await say(id)).status).toBe(204);
  const { rows, total, versions } = await list();
  expect([total, versions]).toEqual([1, ['0.1.0']]);
  expect(rows).toEqual([
    {
      ...SAID,
      id,
      seenAt: expect.any(String),
      officer: { id: officer.officer.id, displayName: officer.officer.displayName },
      unsentOf: [{ officer: { id: officer.officer.id, displayName: officer.officer.displayName }, waiting: 1 }],
      lag: null,
    },
  ]);
});

const remove = (workstationId: string, token = administrator.token) =>
  agency.call('POST', '/api/v1/workstation-removals', { token, body: { workstationId } });

test('a workstation that is no longer used can be taken off the list, and comes back if it says something again', async () => {
  const [gone, other] = [randomUUID(), randomUUID()];
  await say(gone);
  await say(other);
  expect((await remove(gone)).status).toBe(204);
  expect((await list()).rows.map(({ id }: { id: string }) => id)).toEqual([other]);
  const { db } = agency.deps;
  expect(
    await db.selectFrom('audit').selectAll().where('action', '=', 'workstation.remove').executeTakeFirst(),
  ).toMatchObject({
    actor: administrator.officer.id,
    target: gone,
    detail: { workstation: 'FRONT-DESK-2', version: '0.1.0', waiting: 1 },
  });
  expect((await remove(gone)).status).toBe(404);
  await say(gone);
  expect((await list()).total).toBe(2);
});

test('without a fresh proof, no workstation is taken off the list', async () => {
  const id = randomUUID();
  await say(id);
  await agency.deps.db
    .updateTable('session')
    .set({ proven_at: new Date(0) })
    .where('officer_id', '=', administrator.officer.id)
    .execute();
  const answer = await remove(id);
  expect([answer.status, answer.body.error.code, (await list()).total]).toEqual([403, 'proof_needed', 1]);
});

test('within a minute, the same is not stored again', async () => {
  const [id, at] = [randomUUID(), agency.deps.now()];
  const by = (seconds: number) => ({ officerId: officer.officer.id, at: new Date(at.getTime() + seconds * 1000) });
  for (const [seconds, stored] of [
    [0, 0],
    [59, 0],
    [60, 60],
  ] as const) {
    await noteWorkstation(agency.deps.db, id, SAID, by(seconds));
    expect((await list()).rows).toMatchObject([{ seenAt: by(stored).at.toISOString() }]);
  }
});

test('each sign-in and other counts are stored at once', async () => {
  const [id, at] = [randomUUID(), agency.deps.now()];
  const by = ({ officer: { id: officerId } }: SignInResult) => ({ officerId, at });
  await noteWorkstation(agency.deps.db, id, SAID, by(officer));
  await noteWorkstation(agency.deps.db, id, SAID, by(administrator));
  expect((await list()).rows).toMatchObject([{ officer: { id: administrator.officer.id }, waiting: 1 }]);
  await noteWorkstation(agency.deps.db, id, { ...SAID, waiting: 7 }, by(administrator));
  expect((await list()).rows).toMatchObject([{ waiting: 7 }]);
});

test('why an update was not installed is in the list, until the next one was', async () => {
  const [id, at] = [randomUUID(), agency.deps.now()];
  const update = { problem: 'vendor_signature', version: null } as const;
  const by = (seconds: number) => ({ officerId: officer.officer.id, at: new Date(at.getTime() + seconds * 1000) });
  await noteWorkstation(agency.deps.db, id, { ...SAID, update }, by(0));
  expect((await list()).rows).toMatchObject([{ update }]);
  await noteWorkstation(agency.deps.db, id, SAID, by(60));
  expect((await list()).rows).toMatchObject([{ update: null }]);
});

test('a workstation of a version that says nothing about updates is still listed', async () => {
  const { update: _, ...older } = SAID;
  const id = randomUUID();
  expect((await agency.call('PUT', `/api/v1/workstations/${id}`, { token: officer.token, body: older })).status).toBe(
    204,
  );
  expect((await list()).rows).toMatchObject([{ id, update: null }]);
});

test.each([
  ['a text that is too long', { name: 'x'.repeat(65) }],
  ['a line break', { system: 'Linux\nroot' }],
  ['a version that is none', { version: '1.0' }],
  ['a negative count', { waiting: -1 }],
  ['a count that no table holds', { drafts: 2 ** 31 }],
  ['a reason that this server does not know', { update: { problem: 'sunspots', version: null } }],
  ['anything that was not asked for', { reporter: 'Jane Doe' }],
])('%s is refused', async (_, more) => {
  expect((await say(randomUUID(), more)).status).toBe(400);
  expect((await list()).total).toBe(0);
});

test('an account cannot make up workstations without end', async () => {
  const by = { officerId: officer.officer.id, at: agency.deps.now() };
  for (let made = 0; made < 200; made += 1) await noteWorkstation(agency.deps.db, randomUUID(), SAID, by);
  expect((await say(randomUUID())).status).toBe(409);
  expect((await list()).total).toBe(200);
});

test('the list can show one version only, and says which there are, newest first', async () => {
  for (const version of ['0.9.0', '0.10.0', '0.10.0']) await say(randomUUID(), { version });
  const found = await list('?version=0.10.0');
  expect([found.rows.length, found.total, found.versions]).toEqual([2, 2, ['0.10.0', '0.9.0']]);
});

test('each says how far it is behind the releases that it can still get', async () => {
  const release = (
    sequence: number,
    version: string,
    severity: Severity,
    days: number,
    state: 'out' | 'withdrawn' = 'out',
  ) => {
    const at = new Date(agency.deps.now().getTime() - days * 86_400_000);
    return agency.deps.db
      .insertInto('release')
      .values({
        sequence,
        version,
        channel: 'listed',
        severity,
        manifest: '{}',
        signatures: '[]',
        published_at: at,
        state,
        share: 100,
        changed_at: at,
      })
      .execute();
  };
  await release(1, '0.2.0', 'high', 40);
  await release(2, '0.3.0', 'critical', 60, 'withdrawn');
  await say(randomUUID());
  await say(randomUUID(), { version: '0.2.0' });
  const lags = async () =>
    Object.fromEntries(
      (await list()).rows.map(({ version, lag }: { version: string; lag: unknown }) => [version, lag]),
    );
  // The newest release is withdrawn, so the one before it is offered.
  expect(await lags()).toEqual({
    '0.1.0': { version: '0.2.0', severity: 'high', days: 40, allowed: 30 },
    '0.2.0': null,
  });
  await release(3, '0.3.1', 'medium', 10);
  expect(await lags()).toEqual({
    '0.1.0': { version: '0.3.1', severity: 'high', days: 40, allowed: 30 },
    '0.2.0': expect.objectContaining({ version: '0.3.1', severity: 'medium', days: 10 }),
  });
});

test('the state of the server: health, jobs, queues and the audit log', async () => {
  const { body } = await agency.call('GET', '/api/v1/operations', { token: administrator.token });
  expect(body).toMatchObject({ checks: { database: 'ok', migrations: 'ok' }, lettersFailed: 0, packagesRefused: 0 });
  expect(body.auditRows).toBeGreaterThan(0);
});

test('the row at which the last check found the audit log broken, until a check finds it intact', async () => {
  const broken = async () =>
    (await agency.call('GET', '/api/v1/operations', { token: administrator.token })).body.auditBroken;
  expect(await broken()).toBeNull();
  const { db, now } = agency.deps;
  const checked = (detail: Record<string, number>, outcome: 'success' | 'failure') =>
    appendAlone(db, {
      at: now(),
      actor: 'system',
      action: 'audit.check',
      target: null,
      outcome,
      source: 'clock',
      detail,
    });
  await checked({ rows: 40, badSeq: 41 }, 'failure');
  expect(await broken()).toEqual({ row: 41, foundAt: expect.any(String) });
  await checked({ rows: 50 }, 'success');
  expect(await broken()).toBeNull();
});

test('a letter that could not be sent, a package that waits and a job that fails are each counted', async () => {
  const gone = `http://127.0.0.1:${await ownPort()}/p2c`;
  const troubled = await startAgency({ env: { P2C_RMS_URL: gone, P2C_RMS_SECRET: 'a secret of both sides' } });
  onTestFinished(() => troubled.stop());
  const { token } = await troubled.signedIn('administrator');
  const state = async () => (await troubled.call('GET', '/api/v1/operations', { token })).body;
  expect(await state()).toMatchObject({ lettersFailed: 0, packagesWaiting: 0, jobs: [] });

  troubled.mail.refuse('gone@example.org', 550);
  const report = await troubled.file({ facts: { who: { email: 'gone@example.org' } } });
  await expect.poll(async () => (await state()).lettersFailed).toBe(1);

  const approve = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;
  expect((await troubled.act((await troubled.signedIn()).token, report, approve)).status).toBe(200);
  expect((await state()).packagesWaiting).toBe(1);

  const jobs = startScheduler(troubled.deps, { onFailure: () => undefined });
  jobs.schedule('sweep', { everyMs: 600_000 }, () => Promise.reject(new Error('broken')));
  await expect
    .poll(async () => (await state()).jobs)
    .toMatchObject([{ name: 'sweep', failures: 1, lastSuccessAt: null }]);
  await jobs.stop();
});
