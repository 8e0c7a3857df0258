import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MeasuredServer, startMeasuredServer } from '../../helpers/measured-server.ts';
import { CLEAR, createVisitor, over } from './visitor.ts';

/*
 * The built server, with the heap of `npm run server`. Each stranger has an address of their own, as behind a proxy,
 * and never finishes what they send.
 */

const STRANGERS = 400;
/** One character beyond Latin-1 makes a text take two bytes a character in memory. */
const ANSWER = `\u6f22${'x'.repeat(143_000)}`;
const ANSWERS = 4;

let server: MeasuredServer;
beforeAll(async () => {
  server = await startMeasuredServer();
}, 120_000);
afterAll(() => server.stop());

const open = new Set<Socket>();
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
});

type Body = { type: string; before: string; after: string };

/** Sends everything but the last byte. Resolves when all of it was taken, or the connection was closed. */
function holdOpen(n: number, { type, before, after }: Body): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  open.add(socket);
  const body = Buffer.from(`${before}${ANSWER}${after}`.repeat(ANSWERS));
  const head = [
    'POST /start/larceny HTTP/1.1',
    `host: ${hostname}:${port}`,
    `x-forwarded-for: 198.51.${n >> 8}.${n & 255}`,
    `content-type: ${type}`,
    `content-length: ${body.length + 1}`,
  ];
  return new Promise((resolve) => {
    socket
      .once('close', () => resolve())
      .on('error', () => {})
      .resume();
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(body, () => resolve());
  });
}

const flood = (body: Body) => Promise.all(Array.from({ length: STRANGERS }, (_, n) => holdOpen(n, body)));

async function isServed() {
  const person = createVisitor(over(server.url));
  expect((await person.get('/')).status).toBe(200);
  expect((await person.post('/start/larceny', { ...CLEAR, lang: 'en' })).status).toBe(303);
}

const FORM: Body = {
  type: 'multipart/form-data; boundary=b',
  before: '--b\r\ncontent-disposition: form-data; name="how"\r\n\r\n',
  after: '\r\n',
};
const PLAIN: Body = { type: 'application/x-www-form-urlencoded', before: 'how=', after: '&' };

test.each([
  ['a form with files', FORM],
  ['a plain form', PLAIN],
])(
  'while 400 strangers each send half a megabyte of text in %s, others are served',
  async (_, body) => {
    await flood(body);
    await isServed();
    expect(server.gone()).toBe(false);
    expect((await server.peaks()).heapBytes).toBeLessThan(200 * 1024 ** 2);
  },
  120_000,
);
