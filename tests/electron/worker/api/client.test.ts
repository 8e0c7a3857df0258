import { createServer, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aheadMs, createApi } from '#electron/worker/api/client.ts';
import { OTHER_SERVER } from '../../../helpers/other-server.ts';

const AT = Date.parse('2026-03-09T10:00:00.000Z');
const dateHeader = (ms: number) => new Date(AT + ms).toUTCString();

test("the server's clock is read from its responses, to whole-second accuracy", () => {
  expect(aheadMs(dateHeader(600_000), AT)).toBe(600_000);
  expect(aheadMs(dateHeader(-3_600_000), AT)).toBe(-3_600_000);
  // Ignores the response's travel time and the fraction of a second that the header omits.
  expect(aheadMs(dateHeader(-2000), AT)).toBe(0);
  expect(aheadMs(dateHeader(0), AT + 999)).toBe(0);
  expect([aheadMs(undefined, AT), aheadMs('yesterday', AT)]).toEqual([null, null]);
});

type Tokens = { token: () => string; renew?: (stale: string) => Promise<void> };

/** Returns a client of the given server. */
async function clientOf(server: Server, scheme: 'http' | 'https', tokens: Tokens = { token: () => 'a token' }) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createApi({ server: `${scheme}://127.0.0.1:${port}`, ...tokens });
  onTestFinished(() => {
    client.close();
    server.close();
  });
  return client;
}

test('a server that cannot prove its identity receives nothing and is not reported as unreachable', async () => {
  let asked = 0;
  const client = await clientOf(
    https.createServer(OTHER_SERVER, (_, response) => {
      asked += 1;
      response.end('{}');
    }),
    'https',
  );
  const failure = { code: 'untrusted_server', reached: false };
  await expect(client.call('me', {})).rejects.toMatchObject(failure);
  await expect(client.bytes('changes', { query: {} })).rejects.toMatchObject(failure);
  expect(asked).toBe(0);
});

test('no environment variable makes it believe a server that cannot prove its identity', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = await clientOf(
    https.createServer(OTHER_SERVER, (_, response) => response.end('{}')),
    'https',
  );
  await expect(client.bytes('changes', { query: {} })).rejects.toMatchObject({ code: 'untrusted_server' });
});

test('a captive portal page is never taken for a server response, for any request', async () => {
  const page: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>');
  const client = await clientOf(createServer(page), 'http');
  const failure = { code: 'intercepted' };
  await expect(client.call('me', {})).rejects.toMatchObject(failure);
  await expect(client.bytes('changes', { query: {} })).rejects.toMatchObject(failure);
  const file = { params: { attachmentId: crypto.randomUUID() }, query: { copy: 'view' } } as const;
  await expect(client.file('attachment', file)).rejects.toMatchObject(failure);
});

test.each([
  ['a token that ran out before it was used is renewed like any other', 2, 'taken'],
  ['a server that refuses one token after the other wants a sign-in', 9, 'unauthenticated'],
] as const)('%s', async (_, firstTaken, outcome) => {
  let last = 0;
  const server = createServer(({ headers }, response) => {
    const isTaken = headers.authorization === `Bearer ${firstTaken}`;
    const refusal = { error: { code: 'unauthenticated', message: 'Please sign in again.', fields: [] } };
    response.writeHead(isTaken ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isTaken ? 'taken' : refusal));
  });
  const renew = async (stale: string) => {
    expect(stale).toBe(String(last));
    last += 1;
  };
  const client = await clientOf(server, 'http', { token: () => String(last), renew });
  const answer = client.bytes('changes', { query: {} }).then(
    (bytes) => JSON.parse(bytes.toString()),
    ({ code }) => code,
  );
  expect(await answer).toBe(outcome);
  expect(last).toBe(Math.min(firstTaken, 3));
});

test('where each answer takes longer than a first try waits, the next tries wait longer, and answers arrive', async () => {
  const server = createServer((_, response) => void setTimeout(() => response.end('{}'), 500));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const timeout = { leastMs: 150, mostMs: 5_000 };
  const client = createApi({ server: `http://127.0.0.1:${port}`, token: () => 'a token', timeout });
  onTestFinished(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  await expect(client.bytes('changes', { query: {} })).rejects.toMatchObject({ code: 'offline' });
  await expect.poll(() => client.bytes('changes', { query: {} }).then(String, () => 'late')).toBe('{}');
  // If the server holds a request on purpose, that time is added to the limit.
  expect(String(await client.bytes('changes', { query: {}, heldMs: 500 }))).toBe('{}');
});
