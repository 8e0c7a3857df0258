import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createRandom } from '#server/demo-data/random.ts';
import { startFaultyLine } from '../helpers/faulty-line.ts';

test('what the faulty network simulator says it did matches what arrived at the server', async () => {
  const arrived = { GET: 0, POST: 0 };
  const server = createServer((request, response) => {
    arrived[request.method === 'GET' ? 'GET' : 'POST'] += 1;
    response.end('here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = await startFaultyLine(
    () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    createRandom(3, 0),
  );
  try {
    const ask = async (method: 'GET' | 'POST') => {
      const before = { ...line.faults };
      for (let n = 0; n < 60; n += 1) await fetch(line.url, { method }).catch(() => undefined);
      const kinds = Object.keys(before) as (keyof typeof before)[];
      return Object.fromEntries(kinds.map((kind) => [kind, line.faults[kind] - before[kind]])) as typeof before;
    };
    const read = await ask('GET');
    const wrote = await ask('POST');
    const reaching = ({ passed, delayed, cutAfter, truncated }: typeof read) => passed + delayed + cutAfter + truncated;
    expect(read.doubled).toBe(0);
    expect(arrived.GET).toBe(reaching(read));
    expect(wrote.doubled).toBeGreaterThan(0);
    expect(arrived.POST).toBe(reaching(wrote) + 2 * wrote.doubled);
  } finally {
    await line.stop();
    server.close();
  }
});
