import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { limitConnections } from '#server/routes/limit-connections.ts';
import { type TextOfRequest, textInFlight } from '#server/text-in-flight.ts';

const KIB = 1024;
const LIMITS = { ofAll: 1000 * KIB, ofSource: 400 * KIB };

let given: string[] = [];
afterEach(() => {
  given = [];
});
const begin = (text: ReturnType<typeof textInFlight>, source: string, name: string): TextOfRequest => {
  const own = text.begin(source);
  own.setGiveUp((why) => void given.push(`${name} ${why.code}`));
  return own;
};

test('a network with too much in flight gives up its largest request, and nobody else does', () => {
  const text = textInFlight(LIMITS);
  const [small, large] = [begin(text, 'a', 'small'), begin(text, 'a', 'large')];
  begin(text, 'b', 'other').add(300 * KIB);
  large.add(300 * KIB);
  expect(given).toEqual([]);
  small.add(100 * KIB);
  expect(given).toEqual(['large too_many_requests']);
  // What was given up counts no more.
  large.add(500 * KIB);
  expect(text.bytes()).toBeLessThan(500 * KIB);
});

test('when all networks together have too much, the largest gives up; one that sends little is served', () => {
  const text = textInFlight(LIMITS);
  for (const name of ['a', 'b', 'c']) begin(text, name, name).add(300 * KIB);
  begin(text, 'd', 'd').add(40 * KIB);
  expect(given).toEqual(['a unavailable']);
});

test('a request that is being carried out is never given up; the one that arrives then is', () => {
  const text = textInFlight(LIMITS);
  for (const name of ['a', 'b', 'c']) {
    const own = begin(text, name, name);
    own.add(300 * KIB);
    own.setGiveUp(null);
  }
  begin(text, 'd', 'd').add(60 * KIB);
  expect(given).toEqual(['d unavailable']);
});

test('tiny chunks and fields count with the memory that they take', () => {
  const text = textInFlight(LIMITS);
  const own = text.begin('a');
  for (let n = 0; n < 100; n += 1) own.addChunk(Buffer.from('&'));
  expect(text.bytes()).toBeGreaterThan(30 * KIB);
  own.end();
  expect(text.bytes()).toBe(0);
});

test('one network cannot take all connections of a listener that callers reach without a proxy', async () => {
  const app = Fastify();
  app.get('/', async () => 'ok');
  limitConnections(app.server, { bySource: true }, { ofAll: 10, ofSource: 2 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const answer = () =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
      socket.once('data', (data) => resolve(String(data).slice(9, 12))).once('close', () => resolve('closed'));
      socket.on('error', () => {});
      sockets.push(socket);
    });
  const sockets: { destroy: () => void }[] = [];
  expect([await answer(), await answer(), await answer()]).toEqual(['200', '200', 'closed']);
  sockets[0]?.destroy();
  await expect.poll(answer).toBe('200');
  for (const socket of sockets) socket.destroy();
  await app.close();
});
