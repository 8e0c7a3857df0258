import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

const MINUTE = 60_000;
const OWN = 'a heron over the river';
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

let agency: Agency;
let account: Account;
let bench: Bench;
let report: Report;
let serverIsLater = 0;

const threads = keepThreads();
beforeAll(async () => {
  const now = () => new Date(Date.now() + serverIsLater);
  agency = await startAgency({ now, env: { P2C_ACCESS_MINUTES: '15' } });
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 0 } }));
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
});
beforeEach(async () => {
  bench = startBench(agency, { threads });
  account = await agency.makeOfficer();
  report = await agency.file();
});
afterEach(async () => {
  await agency.online();
  await bench.clear();
});

const signedIn = async () => {
  const app = await bench.start();
  await app.session.signIn({ name: account.name, password: account.password });
  await app.pulled();
  return app;
};
/** Makes the workstation's token expire on the server. */
const tokenRunsOut = () => {
  serverIsLater += 16 * MINUTE;
};
async function decide({ worker }: Started) {
  const { seen } = await worker.ask('letter.preview', { reportId: report.id, act: approve });
  await worker.ask('review.act', { reportId: report.id, act: approve, seen });
}
const arrived = () =>
  until(
    async () => (await agency.report(report.id)).state,
    (state) => state === 'approved',
    20_000,
  );
const kept = () => {
  const [value] = [...bench.keychain.entries].filter(([key]) => key.startsWith('session')).map(([, text]) => text);
  return JSON.parse(value ?? '{}') as { token: string; refreshToken: string };
};
const refresh = (refreshToken: string) => agency.call('POST', '/api/v1/sessions/refresh', { body: { refreshToken } });

describe('an expired access token', () => {
  test('is renewed without the officer noticing, and a decision is sent', async () => {
    const app = await signedIn();
    const before = kept();
    tokenRunsOut();
    await decide(app);
    await arrived();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', needsSignIn: false });
    expect(kept().refreshToken).not.toBe(before.refreshToken);
    await until(
      () => app.worker.ask('sync.state', undefined),
      ({ waiting, needsYou }) => waiting + needsYou === 0,
    );
  });

  test('is renewed even if the response to the renewal is lost', async () => {
    const app = await signedIn();
    tokenRunsOut();
    agency.loseNextAnswer();
    await decide(app);
    await arrived();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', needsSignIn: false });
  });

  test('is not renewed until the network is back, and the decision waits too', async () => {
    const app = await signedIn();
    await agency.offline();
    tokenRunsOut();
    await decide(app);
    await until(
      () => app.worker.ask('sync.state', undefined),
      ({ phase, waiting }) => phase === 'offline' && waiting === 1,
    );
    await agency.online();
    await app.worker.ask('sync.now', undefined);
    await arrived();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', needsSignIn: false });
  });

  test('is renewed after a kill that came before the next token pair was stored', async () => {
    const first = await signedIn();
    await first.worker.stop();
    tokenRunsOut();
    // The server issued the next pair, but the response was lost.
    expect((await refresh(kept().refreshToken)).status).toBe(200);
    const app = await bench.start();
    await app.session.unlock({ password: account.password });
    await decide(app);
    await arrived();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', needsSignIn: false });
  });

  test('does not count as an application error if the thread that reported it has since died', async () => {
    const app = await signedIn();
    await app.worker.stop();
    await expect(app.session.renewToken(kept().token)).resolves.toBeUndefined();
  });

  test('does not prevent a sign-out from ending the session on the server', async () => {
    const app = await signedIn();
    tokenRunsOut();
    await app.session.signOut({ leaveUnsent: true });
    const query = agency.deps.db.selectFrom('session').select('ended_why').where('officer_id', '=', account.officer.id);
    await until(
      () => query.executeTakeFirstOrThrow(),
      (session) => session.ended_why === 'signed_out',
    );
    expect(kept().token).toBeUndefined();
  });
});

test('if someone else used the refresh token, the workstation asks for a sign-in and loses nothing', async () => {
  const app = await signedIn();
  const thief = (await refresh(kept().refreshToken)).body;
  expect((await agency.call('GET', '/api/v1/me', { token: thief.token })).status).toBe(200);
  tokenRunsOut();
  await decide(app);
  await until(app.session.state, (state) => state.kind === 'signed_in' && state.needsSignIn);
  expect(await app.worker.ask('sync.state', undefined)).toMatchObject({ waiting: 1 });
  expect((await refresh(thief.refreshToken)).status).toBe(401);
  await app.session.signIn({ name: account.name, password: account.password });
  await arrived();
});

test('a new role applies from the next sign-in, and pending decisions are sent with it', async () => {
  const app = await signedIn();
  await agency.offline();
  await decide(app);
  const by = { actor: 'test', source: 'test' };
  await changeAccount(agency.deps, { name: account.name }, { kind: 'set_role', role: 'supervisor' }, by);
  await agency.online();
  await app.worker.ask('sync.now', undefined);
  await until(app.session.state, (state) => state.kind === 'signed_in' && state.needsSignIn);
  await app.session.signIn({ name: account.name, password: account.password });
  expect(app.session.state()).toMatchObject({ kind: 'signed_in', officer: { role: 'supervisor' }, needsSignIn: false });
  await arrived();
  expect(await app.queue()).toBeGreaterThan(0);
});

describe('another password', () => {
  test('opens the window and the cached reports from then on, even offline, and the old one no longer does', async () => {
    const app = await signedIn();
    const total = await app.queue();
    await app.session.changePassword({ password: account.password, newPassword: OWN });
    app.session.lock('by_hand');
    await expect(app.session.unlock({ password: account.password })).rejects.toMatchObject({ code: 'wrong_password' });
    expect((await app.session.unlock({ password: OWN })).kind).toBe('signed_in');
    await app.worker.stop();
    await agency.offline();
    const again = await bench.start();
    expect((await again.session.unlock({ password: OWN })).kind).toBe('signed_in');
    expect(await again.queue()).toBe(total);
  });

  test('changes nothing on the workstation if the server rejects it', async () => {
    const app = await signedIn();
    await expect(app.session.changePassword({ password: 'wrong', newPassword: OWN })).rejects.toMatchObject({
      code: 'bad_credentials',
    });
    await expect(
      app.session.changePassword({ password: account.password, newPassword: 'password' }),
    ).rejects.toMatchObject({
      fields: [{ path: 'newPassword' }],
    });
    app.session.lock('by_hand');
    expect((await app.session.unlock({ password: account.password })).kind).toBe('signed_in');
  });

  test('does not restart the twelve hours', async () => {
    const app = await signedIn();
    bench.clock.offset = 11 * 60 * MINUTE;
    await app.session.changePassword({ password: account.password, newPassword: OWN });
    bench.clock.offset = 13 * 60 * MINUTE;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'locked', opensBy: 'sign_in' });
  });
});
