import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { memoryKeychain } from '#electron/main/keychain.ts';
import { createProxies, type Proxies } from '#electron/main/network/proxies.ts';
import { type ApiClient, createApi } from '#electron/worker/api/client.ts';
import { downloadFile } from '#electron/worker/updates/download.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { fileWith } from '../helpers/attach.ts';
import { temporaryFolder } from '../helpers/cache.ts';
import { makeAuthority } from '../helpers/other-server.ts';
import { ownPort } from '../helpers/own-port.ts';
import { photograph } from '../helpers/pictures.ts';
import { makeRelease, makeSigners, programBytes, publish } from '../helpers/releases.ts';
import { SQUID, type Squid, startSquid } from '../helpers/squid.ts';
import { startTlsFront } from '../helpers/tls-front.ts';

/*
 * Connects to the agency server through a proxy as agencies have it. Setup installs squid. A machine without it fails
 * and says so, because nothing else tests this.
 */
const LOGIN = { username: 'rivera', password: 'blue moon: 7' };
const AUTHORITY = makeAuthority('the agency');

let agency: Agency;
let squid: Squid;
let front: Awaited<ReturnType<typeof startTlsFront>>;
let api: ApiClient;
let proxies: Proxies;
let logged: string;
let token: string | null;
beforeAll(async () => {
  agency = await startAgency();
  squid = await startSquid(LOGIN);
  front = await startTlsFront(agency.url, AUTHORITY.issue('p2c'));
});
afterAll(async () => {
  api?.close();
  await front?.stop();
  await squid?.stop();
  await agency?.stop();
});
beforeEach(() => {
  api?.close();
  logged = '';
  token = null;
  proxies = createProxies({
    setting: squid.url,
    resolve: () => Promise.reject(new Error('not asked')),
    openKeychain: async () => memoryKeychain(),
    announce: () => undefined,
    log: (...said) => {
      logged += JSON.stringify(said);
    },
    now: () => new Date(),
  });
  api = createApi({
    server: front.url,
    token: () => token,
    network: {
      trust: { ca: AUTHORITY.own.cert, pins: [] },
      proxiesFor: proxies.proxiesFor,
      wantsLogin: proxies.loginWanted,
    },
  });
});

test('squid is installed', () => expect(existsSync(SQUID)).toBe(true));

describe('through squid', () => {
  test('the agency server answers once somebody entered the login that squid asked for', async () => {
    await expect(api.call('signInTerms', {})).rejects.toMatchObject({
      code: 'offline',
      detail: { code: 'proxy_login', params: { proxy: squid.place } },
    });
    expect(proxies.state().wanted).toEqual({ proxy: squid.place, wasWrong: false });
    await proxies.signIn(LOGIN);
    expect(await api.call('signInTerms', {})).toHaveProperty('useNotice');
    // Squid logs a tunnel when it ends.
    api.close();
    await expect.poll(squid.accessLog).toMatch(/TCP_TUNNEL\/200 .* CONNECT 127\.0\.0\.1:\d+ rivera/);
    expect(logged).not.toContain('blue moon');
  });

  test('the answer of a PAC file leads there, past a proxy before it that is gone', async () => {
    const pac = createProxies({
      setting: 'system',
      resolve: async () => `PROXY 127.0.0.1:${await ownPort()}; PROXY ${squid.place}`,
      openKeychain: async () => memoryKeychain(),
      announce: () => undefined,
      log: () => undefined,
      now: () => new Date(),
    });
    pac.loginWanted({ url: squid.url, login: null });
    await pac.signIn(LOGIN);
    const network = {
      trust: { ca: AUTHORITY.own.cert, pins: [] },
      proxiesFor: pac.proxiesFor,
      wantsLogin: pac.loginWanted,
    };
    const behind = createApi({ server: front.url, token: () => null, network });
    expect(await behind.call('signInTerms', {})).toHaveProperty('useNotice');
    const before = squid.accessLog().length;
    behind.close();
    await expect.poll(() => squid.accessLog().slice(before)).toMatch(/TCP_TUNNEL\/200 .* CONNECT \S+ rivera/);
  });

  test('an attachment and an update come whole, with nothing beside the proxy', async () => {
    proxies.loginWanted({ url: squid.url, login: null });
    await proxies.signIn(LOGIN);
    const photo = await photograph();
    const { attachments } = await fileWith(agency, [[photo, 'door.jpg']]);
    token = (await agency.signedIn()).token;
    const attachmentId = attachments[0]?.id ?? '';
    const received = await api.file('attachment', { params: { attachmentId }, query: { copy: 'original' } });
    expect(received.equals(photo)).toBe(true);

    const size = 3_000_000;
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const { files } = await publish(agency, await makeRelease(makeSigners(), { version: '0.2.0', sequence: 1, size }));
    const [file] = files;
    if (file === undefined) throw new Error('the release has no file');
    const path = await downloadFile(api, { file, folder: folder.path, reserveBytes: 0 });
    expect(readFileSync(path).equals(programBytes('0.2.0', size))).toBe(true);

    // Squid logs a tunnel when it ends, with the bytes that went through it.
    api.close();
    const tunneled = () =>
      [...squid.accessLog().matchAll(/TCP_TUNNEL\/200 (\d+) CONNECT 127\.0\.0\.1:\d+ rivera/g)].reduce(
        (sum, [, bytes]) => sum + Number(bytes),
        0,
      );
    await expect.poll(tunneled).toBeGreaterThan(size + photo.length);
  });

  test('a wrong password is asked for again, and not sent twice', async () => {
    proxies.loginWanted({ url: squid.url, login: null });
    await proxies.signIn({ ...LOGIN, password: 'wrong' });
    await expect(api.call('signInTerms', {})).rejects.toMatchObject({ detail: { code: 'proxy_login' } });
    expect(proxies.state().wanted).toEqual({ proxy: squid.place, wasWrong: true });
    expect(await proxies.proxiesFor('https://p2c.example.gov/')).toEqual([{ url: squid.url, login: null }]);
  });

  test('a squid that is gone is named', async () => {
    await squid.stop();
    await expect(api.call('signInTerms', {})).rejects.toMatchObject({
      code: 'offline',
      reached: false,
      detail: { code: 'proxy_gone', params: { proxy: squid.place } },
    });
  });
});
