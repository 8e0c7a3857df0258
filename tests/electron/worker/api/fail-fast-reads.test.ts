import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '#electron/worker/api/client.ts';
import { failFastReads } from '#electron/worker/api/fail-fast-reads.ts';

/** Starts a server that accepts requests and never answers, as over a connection that hangs. */
async function silent() {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createApi({ server: `http://127.0.0.1:${port}`, token: () => 'a token' });
  onTestFinished(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  return client;
}

const within = async (ms: number, work: Promise<unknown>): Promise<'failed' | 'waits'> => {
  const failed = work.then(
    () => 'failed' as const,
    () => 'failed' as const,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'waits'>((resolve) => {
    timer = setTimeout(() => resolve('waits'), ms);
  });
  return Promise.race([failed, late]).finally(() => clearTimeout(timer));
};

test('while the server is out of reach, a read fails within seconds, and a change waits', async () => {
  const api = failFastReads(await silent(), () => true);
  const read = within(5_000, api.call('decisions', { query: {} }));
  const change = within(5_000, api.call('checkAudit', {}));
  expect(await Promise.all([read, change])).toEqual(['failed', 'waits']);
});

test('while the server answers, a slow read may take its time', async () => {
  const api = failFastReads(await silent(), () => false);
  expect(await within(5_000, api.call('decisions', { query: {} }))).toBe('waits');
});
