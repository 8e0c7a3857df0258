import { afterEach, expect, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { API_VERSION, API_VERSION_HEADER } from '#shared/api-version.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { startWorkstation, type TestWorkstation, until } from '../../../helpers/workstation.ts';

let agency: Agency;
let desk: TestWorkstation | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
  await agency.stop();
});

const refusalAt = async (server: number, workstation = API_VERSION): Promise<string | null> => {
  agency = await startAgency({ apiVersion: server });
  const { token } = await agency.signedIn();
  const api = createApi({ server: agency.url, token: () => token, apiVersion: workstation });
  try {
    return await api.call('me', {}).then(
      () => null,
      ({ code }) => code,
    );
  } finally {
    api.close();
  }
};

test.each([
  ['the same version', 0, null],
  ['a server that is two versions ahead', 2, null],
  ['a server that is two versions behind', -2, null],
  ['a server that is three versions ahead', 3, 'update_needed'],
  ['a server that is three versions behind', -3, 'server_too_old'],
])('a workstation with %s', async (_, apart, refusal) => {
  expect(await refusalAt(API_VERSION + apart)).toBe(refusal);
});

test('every answer names the version of the contract, also an error', async () => {
  agency = await startAgency();
  for (const path of ['/healthz', '/api/v1/me', '/api/v1/nothing']) {
    const { headers } = await agency.call('GET', path);
    expect(headers.get(API_VERSION_HEADER)).toBe(String(API_VERSION));
  }
});

test('a program that names no version is served', async () => {
  agency = await startAgency({ apiVersion: API_VERSION + 9 });
  const { token } = await agency.signedIn();
  expect((await agency.call('GET', '/api/v1/me', { token })).status).toBe(200);
});

test('a workstation that is too old for its server can still ask for an update', async () => {
  agency = await startAgency({ apiVersion: API_VERSION + 9 });
  const api = createApi({ server: agency.url, token: () => null });
  const query = { channel: 'stable', workstation: crypto.randomUUID() };
  expect(await api.call('updateOffer', { query })).toMatchObject({ offer: 'none', release: null });
  api.close();
});

test.each([2, -2])('two versions apart (%i), a decision reaches the server', async (apart) => {
  agency = await startAgency({ apiVersion: API_VERSION + apart });
  const report = await agency.file();
  desk = startWorkstation(agency.url, await agency.signedIn());
  await until(
    () => desk?.queue() ?? [],
    (ids) => ids.includes(report.id),
  );
  await desk.act(report.id, { kind: 'note', note: 'Called back.' });
  await desk.calls['outbox.send-now'](undefined);
  await until(
    () => agency.report(report.id),
    ({ history }) => history.some(({ kind }) => kind === 'noted'),
  );
});

test('a decision that a server of a later contract refuses is kept, and sent once the server takes it again', async () => {
  agency = await startAgency();
  const report = await agency.file();
  desk = startWorkstation(agency.url, await agency.signedIn());
  await until(
    () => desk?.queue() ?? [],
    (ids) => ids.includes(report.id),
  );
  agency.failNext(426, { code: 'update_needed', times: 2, path: `/api/v1/reports/${report.id}/acts` });
  await desk.act(report.id, { kind: 'note', note: 'Called back.' });
  await desk.calls['outbox.send-now'](undefined);
  await until(
    () => agency.report(report.id),
    ({ history }) => history.some(({ kind }) => kind === 'noted'),
  );
  expect((await desk.sync()).needsYou).toBe(0);
});
