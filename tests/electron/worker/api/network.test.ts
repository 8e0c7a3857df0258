import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProxyHop } from '#electron/common/proxy-hop.ts';
import type { TrustSettings } from '#electron/common/trust.ts';
import { type ApiClient, createApi } from '#electron/worker/api/client.ts';
import { type ConnectProxy, startProxy } from '../../../helpers/connect-proxy.ts';
import { makeAuthority } from '../../../helpers/other-server.ts';

const AUTHORITY = makeAuthority('the agency');
const SERVER = AUTHORITY.issue('p2c');
const TRUST: TrustSettings = { ca: AUTHORITY.own.cert, pins: [] };
const pinOf = (cert: string) =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
const LOGIN = { username: 'rivera', password: 'blue moon: 7' };

let server: https.Server;
let asked: number;
let proxies: ConnectProxy[];
let clients: ApiClient[];
let wanted: unknown[];
beforeEach(async () => {
  [asked, proxies, clients, wanted] = [0, [], [], []];
  await serve({});
});
afterEach(async () => {
  for (const client of clients) client.close();
  server.closeAllConnections();
  server.close();
  for (const proxy of proxies) await proxy.stop();
});

async function serve(options: https.ServerOptions): Promise<void> {
  server?.close();
  server = https.createServer({ ...SERVER, ...options }, (_, response) => {
    asked += 1;
    response.end('the server');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function proxy(options: Parameters<typeof startProxy>[0] = {}): Promise<ConnectProxy> {
  const started = await startProxy(options);
  proxies.push(started);
  return started;
}

const place = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Returns what a workstation receives from the server through these proxies. */
function heard(hops: readonly ProxyHop[], trust = TRUST): Promise<string> {
  const client = createApi({
    server: `https://${place()}`,
    token: () => 'the officer’s token',
    network: { trust, proxiesFor: async () => hops, wantsLogin: (hop) => wanted.push(hop) },
  });
  clients.push(client);
  return client.bytes('changes', { query: {} }).then((bytes) => bytes.toString());
}

test('a proxy only opens the way: it learns where to, and neither the token nor the answer', async () => {
  const one = await proxy();
  expect(await heard([{ url: one.url, login: null }])).toBe('the server');
  expect(one.asked).toEqual([{ to: place(), login: undefined }]);
  expect(one.passed()).not.toMatch(/token|the server|changes/);
});

test('a proxy that wants a login gets it, and only if one is known', async () => {
  const one = await proxy({ login: `${LOGIN.username}:${LOGIN.password}` });
  expect(await heard([{ url: one.url, login: LOGIN }])).toBe('the server');
  const none = { url: one.url, login: null };
  await expect(heard([none])).rejects.toMatchObject({
    code: 'offline',
    reached: false,
    detail: { code: 'proxy_login', params: { proxy: one.place } },
  });
  expect(wanted).toEqual([none]);
});

test('a login that the proxy refuses is in no part of the error', async () => {
  const one = await proxy({ status: 407 });
  const error: unknown = await heard([{ url: one.url, login: LOGIN }]).catch((thrown: unknown) => thrown);
  const text = [error, Object(error).cause, Object(error).cause?.cause].map((each) => `${each} ${Object(each).stack}`);
  const all = `${text.join(' ')} ${JSON.stringify(error)}`;
  const encoded = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
  for (const secret of [LOGIN.password, encoded]) expect(all).not.toContain(secret);
  expect(wanted).toHaveLength(1);
});

test('a proxy that is gone or refuses is named', async () => {
  const [gone, refusing] = [await proxy(), await proxy({ status: 403 })];
  await gone.stop();
  await expect(heard([{ url: gone.url, login: null }])).rejects.toMatchObject({
    code: 'offline',
    reached: false,
    detail: { code: 'proxy_gone', params: { proxy: gone.place } },
  });
  await expect(heard([{ url: refusing.url, login: null }])).rejects.toMatchObject({
    detail: { code: 'proxy_refused', params: { proxy: refusing.place, status: 403 } },
  });
  await expect(heard([])).rejects.toMatchObject({ detail: { code: 'proxy_unsupported' } });
  expect(asked).toBe(0);
});

test('the next way is tried if a proxy is gone, but not if it refuses', async () => {
  const [gone, refusing] = [await proxy(), await proxy({ status: 403 })];
  await gone.stop();
  expect(await heard([{ url: gone.url, login: null }, 'direct'])).toBe('the server');
  await expect(heard([{ url: refusing.url, login: null }, 'direct'])).rejects.toMatchObject({ code: 'offline' });
});

test('only the named authority is believed for the agency server', async () => {
  expect(await heard(['direct'])).toBe('the server');
  const other = { ca: makeAuthority('another').own.cert, pins: [] };
  await expect(heard(['direct'], other)).rejects.toMatchObject({ code: 'untrusted_server', reached: false });
  await expect(heard(['direct'], { ca: null, pins: [] })).rejects.toMatchObject({ code: 'untrusted_server' });
  expect(asked).toBe(1);
});

test('a server with the pinned key is believed, also while the key is being replaced', async () => {
  const [now, next] = [pinOf(SERVER.cert), pinOf(AUTHORITY.issue('next').cert)];
  expect(await heard(['direct'], { ...TRUST, pins: [now] })).toBe('the server');
  expect(await heard(['direct'], { ...TRUST, pins: [next, now] })).toBe('the server');
});

test('a server with another key than the pinned ones gets nothing, and the key it has is named', async () => {
  const pins = [pinOf(AUTHORITY.issue('another').cert)];
  const failure = {
    code: 'untrusted_server',
    reached: false,
    detail: { code: 'wrong_key', params: { pin: pinOf(SERVER.cert) } },
  };
  await expect(heard(['direct'], { ...TRUST, pins })).rejects.toMatchObject(failure);
  const one = await proxy();
  await expect(heard([{ url: one.url, login: null }], { ...TRUST, pins })).rejects.toMatchObject(failure);
  expect(asked).toBe(0);
});

test('a pin does not stand in for a certificate that is not trusted', async () => {
  const trust = { ca: makeAuthority('another').own.cert, pins: [pinOf(SERVER.cert)] };
  await expect(heard(['direct'], trust)).rejects.toMatchObject({ code: 'untrusted_server', detail: null });
});

test('behind a proxy, the certificate has to be for the server and not for the proxy', async () => {
  const one = await proxy();
  const client = createApi({
    // The certificate is for 127.0.0.1 only.
    server: `https://localhost:${place().split(':')[1]}`,
    token: () => 'token',
    network: { trust: TRUST, proxiesFor: async () => [{ url: one.url, login: null }], wantsLogin: () => undefined },
  });
  clients.push(client);
  await expect(client.bytes('changes', { query: {} })).rejects.toMatchObject({ code: 'untrusted_server' });
});

test('TLS older than 1.2 is refused', async () => {
  await serve({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
  await expect(heard(['direct'])).rejects.toMatchObject({ code: 'offline' });
  expect(asked).toBe(0);
});
