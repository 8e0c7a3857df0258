import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitSlowBodies } from '#server/routes/slow-bodies.ts';

const HALF_A_MINUTE = 30_000;

let app: ReturnType<typeof Fastify>;
/** The request as the server sees it. */
let raw: IncomingMessage | undefined;
let readOn: () => void;

// The tests decide when half a minute passes, regardless of how busy the machine is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});
const halfAMinute = () => vi.advanceTimersByTime(HALF_A_MINUTE);

/** @param rests if true, the server does not read a form with files before `readOn` */
async function listening(rests = false): Promise<number> {
  app = Fastify();
  raw = undefined;
  app.addHook('onRequest', async (request: FastifyRequest) => {
    raw = request.raw;
  });
  limitSlowBodies(app, HALF_A_MINUTE);
  const rested = new Promise<void>((resolve) => (readOn = resolve));
  app.addContentTypeParser('multipart/form-data', async (_: unknown, body: AsyncIterable<Buffer>) => {
    if (rests) await rested;
    let bytes = 0;
    for await (const chunk of body) bytes += chunk.length;
    return bytes;
  });
  app.post('/', (request: FastifyRequest, reply: FastifyReply) => reply.send({ body: request.body }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** Starts a request with a body of `length` bytes; `answer` is everything received by the time the connection closes. */
function begin(port: number, type: string, length: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk))).on('error', () => {});
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
  const head = `host: x\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${length}`;
  socket.write(`POST / HTTP/1.1\r\n${head}\r\n\r\n`);
  return { socket, answer: closed };
}
const JSON_TYPE = 'application/json';
const FILES = 'multipart/form-data; boundary=x';

/** Waits until everything written has reached the server. */
const brought = (socket: Socket) => expect.poll(() => raw?.socket.bytesRead).toBe(socket.bytesWritten);

/** Sends a form with files in `pieces` pieces of `bytes` bytes each, with half a minute between them. */
async function inPieces(pieces: number, bytes: number): Promise<string> {
  const { socket, answer } = begin(await listening(), FILES, pieces * bytes);
  // Data that arrives together with the headers does not count toward the first half minute.
  await brought(socket);
  for (let piece = 0; piece < pieces; piece += 1) {
    socket.write(Buffer.alloc(bytes));
    await Promise.race([brought(socket), answer]);
    if (socket.closed) break;
    if (piece < pieces - 1) halfAMinute();
  }
  return answer;
}

test('a body that does not arrive is disconnected', async () => {
  const port = await listening();
  const slow = begin(port, JSON_TYPE, 4);
  slow.socket.write('12');
  await brought(slow.socket);
  halfAMinute();
  expect(await slow.answer).not.toContain('200 OK');
  const quick = begin(port, JSON_TYPE, 4);
  quick.socket.write('1234');
  expect(await quick.answer).toContain('200 OK');
});

test('a form with files may be slow as long as data keeps arriving, and is disconnected when it stops', async () => {
  expect(await inPieces(8, 20_000)).toContain('200 OK');
  await app.close();
  expect(await inPieces(8, 10)).not.toContain('200 OK');
});

test('a form that waits for the server to continue reading does not count as slow', async () => {
  const half = Buffer.alloc(20_000);
  const { socket, answer } = begin(await listening(true), FILES, 2 * half.length);
  socket.write(half);
  await expect.poll(() => raw?.readableLength).toBe(half.length);
  for (let times = 0; times < 4; times += 1) halfAMinute();
  // The half minute in which the server resumes reading does not count against the form either.
  readOn();
  await expect.poll(() => raw?.readableLength).toBe(0);
  halfAMinute();
  socket.write(half);
  expect(await answer).toContain('200 OK');
});
