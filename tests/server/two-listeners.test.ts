import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrustSettings } from '#electron/common/trust.ts';
import { createApi } from '#electron/worker/api/client.ts';
import { DIRECT } from '#electron/worker/api/network.ts';
import { api } from '#shared/api.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { type Certified, makeAuthority } from '../helpers/other-server.ts';
import { until } from '../helpers/workstation.ts';
import { FILLED } from './portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over, sendReport } from './portal/visitor.ts';

/* The portal and the officers' API, each on an address of its own. */
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
afterEach(() => agency.stop());

describe('with a listener for officers', () => {
  beforeEach(async () => {
    agency = await startAgency({ env: { P2C_OFFICERS_PORT: '0', P2C_METRICS_PORT: '0' }, now: () => clock.now });
    await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, confirmEmail: false } }));
  });

  test('a person files on one, a workstation that waits on the other gets it, and its officer decides', async () => {
    const { token } = await agency.signedIn();
    const first = await agency.call('GET', '/api/v1/changes', { token });
    const waits = agency.call('GET', `/api/v1/changes?wait=20&after=${first.body.cursor}`, { token });
    await until(agency.waiting, (waiting) => waiting === 1);

    const person = createVisitor(over(agency.serverUrl));
    const form = await openForm(person, 'larceny', 'en');
    clock.now = new Date(clock.now.getTime() + 60_000);
    const sent = await sendReport(person, 'larceny', { ...hiddenFields(form.html), ...FILLED.larceny });
    expect(sent.headers.location).toMatch(/^\/sent/);

    const [report] = (await waits).body.reports;
    const decided = await agency.act(token, report, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
    expect([decided.status, decided.body.report?.state]).toEqual([200, 'approved']);
    await expect.poll(() => agency.mail.mails.map(({ parsed }) => parsed.text).join('')).toContain(agency.serverUrl);
  });

  test('each address is one of its own, and metrics are on neither', async () => {
    const ports = [agency.serverUrl, agency.officersUrl, agency.metricsUrl ?? ''].map((url) => new URL(url).port);
    expect(new Set(ports).size).toBe(3);
    for (const url of [agency.serverUrl, agency.officersUrl]) expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  test('what one serves, the other has never heard of', async () => {
    const statusOf = async (base: string, method: string, path: string) =>
      (await fetch(base + path.replaceAll(/:\w+/g, '1'), { method, redirect: 'manual' })).status;
    for (const { path, method } of Object.values(api)) {
      const [portal, officers] = [
        await statusOf(agency.serverUrl, method, path),
        await statusOf(agency.officersUrl, method, path),
      ];
      const isOn = (status: number) => ![404, 405].includes(status);
      const common = path === '/healthz' || path === '/readyz';
      const intake = path === '/api/v1/intake';
      // A path that needs no session may itself respond with 404, so only the portal's response proves something.
      if (path.startsWith('/api/v1/updates')) expect([path, portal]).toEqual([path, 404]);
      else expect([path, isOn(portal), isOn(officers)]).toEqual([path, common || intake, !intake]);
    }
    for (const path of ['/', '/report', '/report/larceny', '/status', '/sent', '/resume/x', '/confirm/x', '/reply/x'])
      expect([path, await statusOf(agency.officersUrl, 'GET', path)]).toEqual([path, 404]);
    writeFileSync(join(agency.dataDir, 'updates/latest.yml'), 'version: 1');
    writeFileSync(join(agency.dataDir, 'dictionaries/en-us.bdic'), 'words');
    for (const path of ['/openapi.json', '/updates/latest.yml', '/dictionaries/en-us.bdic']) {
      expect([path, await statusOf(agency.serverUrl, 'GET', path)]).toEqual([path, 404]);
      expect([path, await statusOf(agency.officersUrl, 'GET', path)]).toEqual([path, 200]);
    }
  });
});

describe('with client certificates', () => {
  const SERVER = makeAuthority('the agency');
  const STATIONS = makeAuthority('the workstations');
  const OTHERS = makeAuthority('somebody else');
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'p2c-certificates-'));
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const own = SERVER.issue('officers');
    agency = await startAgency({
      env: {
        P2C_OFFICERS_PORT: '0',
        P2C_OFFICERS_CERT_FILE: file('cert.pem', own.cert),
        P2C_OFFICERS_KEY_FILE: file('key.pem', own.key),
        P2C_OFFICERS_CLIENT_CA_FILE: file('stations.pem', STATIONS.own.cert),
      },
    });
    return () => rmSync(folder, { recursive: true });
  });

  test('the application presents the one that its managed settings name', async () => {
    const answers = (trust: TrustSettings) => {
      const network = { ...DIRECT, trust };
      const desk = createApi({ server: agency.officersUrl, token: () => null, network });
      return desk.call('signInTerms', {}).finally(desk.close);
    };
    const ca = SERVER.own.cert;
    await expect(answers({ ca, pins: [] })).rejects.toMatchObject({ code: 'offline' });
    expect(await answers({ ca, pins: [], own: STATIONS.issue('desk 7') })).toHaveProperty('useNotice');
  });

  const ask = (own: Partial<Certified>) =>
    new Promise<number | string>((resolve) => {
      const agent = new Agent({ ca: SERVER.own.cert, ...own });
      request(`${agency.officersUrl}/api/v1/sign-in-terms`, { agent }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? ''))
        .end();
    });

  test('a workstation with one of the agency is answered, and any other caller does not get as far as a request', async () => {
    expect(agency.officersUrl).toMatch(/^https:/);
    expect(await ask(STATIONS.issue('desk 7'))).toBe(200);
    expect(await ask({})).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
    expect(await ask(OTHERS.issue('desk 7'))).toMatch(/^E/);
    // The portal asks nobody for a certificate.
    expect((await fetch(`${agency.serverUrl}/`)).status).toBe(200);
  });
});

test('without one, everything is on one address, as a small agency has it', async () => {
  agency = await startAgency();
  expect(agency.officersUrl).toBe(agency.serverUrl);
  for (const path of ['/', '/api/v1/sign-in-terms', '/openapi.json'])
    expect((await fetch(agency.serverUrl + path)).status).toBe(200);
});
