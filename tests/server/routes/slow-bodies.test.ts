import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { limitSlowBodies } from '#server/routes/slow-bodies.ts';

let app: ReturnType<typeof Fastify>;
afterEach(() => app.close());

/** @param pauseMs how long the server rests before it reads a form with files */
async function listening(mostMs: number, pauseMs = 0): Promise<number> {
  app = Fastify();
  limitSlowBodies(app, mostMs);
  app.addContentTypeParser('multipart/form-data', async (_: unknown, body: AsyncIterable<Buffer>) => {
    await sleep(pauseMs);
    let bytes = 0;
    for await (const chunk of body) bytes += chunk.length;
    return bytes;
  });
  app.post('/', (request: FastifyRequest, reply: FastifyReply) => reply.send({ body: request.body }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** Sends half of a body, and the rest after a while; what comes back until the line is closed. */
async function slowly(port: number, type: string, waitMs: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk))).on('error', () => {});
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: 4\r\n\r\n12`,
  );
  await sleep(waitMs);
  socket.write('34');
  await closed;
  return answer;
}

/** Sends a form with files in pieces of so many bytes, one after another. */
async function inPieces(port: number, { pieces, bytes, pauseMs }: Record<'pieces' | 'bytes' | 'pauseMs', number>) {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk))).on('error', () => {});
  const head = 'content-type: multipart/form-data; boundary=x\r\nconnection: close';
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head}\r\ncontent-length: ${pieces * bytes}\r\n\r\n`);
  for (let piece = 0; piece < pieces && !socket.closed; piece += 1) {
    socket.write(Buffer.alloc(bytes));
    await sleep(pauseMs);
  }
  await closed;
  return answer;
}

test('a body that does not come is hung up on', async () => {
  const port = await listening(100);
  expect(await slowly(port, 'application/json', 600)).not.toContain('200 OK');
  expect(await slowly(port, 'application/json', 0)).toContain('200 OK');
});

test('a form with files may take its time as long as something comes, and is hung up on when nothing does', async () => {
  const port = await listening(400);
  expect(await inPieces(port, { pieces: 20, bytes: 20_000, pauseMs: 100 })).toContain('200 OK');
  expect(await inPieces(port, { pieces: 20, bytes: 10, pauseMs: 100 })).not.toContain('200 OK');
});

test('a form that waits for the server to read on is no slow one', async () => {
  const port = await listening(200, 1000);
  expect(await inPieces(port, { pieces: 40, bytes: 100_000, pauseMs: 0 })).toContain('200 OK');
});
