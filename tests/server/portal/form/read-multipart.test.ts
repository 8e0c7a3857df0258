import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readMultipart } from '#server/portal/form/read-multipart.ts';

const LIMITS = { files: 2, fields: 10, fileSize: 1024 ** 2, textBytes: 200_000 };
const HALF_A_MINUTE = 30_000;

let server: Server;
let raw: IncomingMessage | undefined;
let counted = 0;
let result: Promise<Record<string, string>>;
const files: string[] = [];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  [raw, counted, files.length] = [undefined, 0, 0];
  server = createServer((request, response) => {
    raw = request;
    result = readMultipart(request, {
      limits: LIMITS,
      text: { add: (bytes) => (counted += bytes), setGiveUp: () => {}, end: () => (counted = 0) },
      onFile: async (file, name) => {
        for await (const _ of file);
        files.push(name);
      },
      isOurs: ({ form }) => form === 'ours',
    });
    result.then(
      (fields) => response.end(Object.keys(fields).join()),
      (why: { code?: string }) => response.writeHead(413).end(why.code),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const field = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${value}\r\n`;
const END = '--b--\r\n';

function begin(body: string, length = body.length): { socket: Socket; answer: Promise<string> } {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk))).on('error', () => {});
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n${body}`,
  );
  return { socket, answer: new Promise((resolve) => socket.once('close', () => resolve(text))) };
}

test('a form comes with its fields, and its files one after another, however large they are', async () => {
  const large = 'x'.repeat(900_000);
  const { answer } = begin(`${field('form', 'ours')}${file('a', large)}${file('b', large)}${field('how', 'y')}${END}`);
  expect(await answer).toMatch(/200 OK[^]*form,how$/);
  expect(files).toEqual(['a', 'b']);
});

test('a file that is too large is cut, and counts as no text', async () => {
  const { answer } = begin(`${field('form', 'ours')}${file('a', 'x'.repeat(3 * 1024 ** 2))}${field('how', 'y')}${END}`);
  expect(await answer).toMatch(/200 OK[^]*form,how$/);
});

test.each([
  ['more text than a form has', field('form', 'ours'), 300_000],
  ['much text without a token of ours before it', field('form', 'theirs'), 180_000],
])('of a form with %s nothing is kept while the rest arrives', async (_, first, bytes) => {
  const start = `${first}--b\r\ncontent-disposition: form-data; name="how"\r\n\r\n${'x'.repeat(bytes)}`;
  const rest = `${'x'.repeat(100_000)}\r\n${END}`;
  const { socket, answer } = begin(start, start.length + rest.length);
  await expect.poll(() => [counted, raw?.listenerCount('data')]).toEqual([0, 0]);
  socket.write(rest);
  expect(await answer).toContain('payload_too_large');
});

test('text that arrives for a minute without a file is disconnected, even if it keeps coming', async () => {
  const { socket, answer } = begin(
    `${field('form', 'ours')}--b\r\ncontent-disposition: form-data; name="how"\r\n\r\n`,
    200_000,
  );
  await expect.poll(() => raw?.listenerCount('data')).toBeGreaterThan(0);
  for (let times = 0; times < 2; times += 1) {
    const before = counted;
    socket.write('x'.repeat(20_000));
    await expect.poll(() => counted).toBeGreaterThan(times === 0 ? 0 : before);
    await expect.poll(() => raw?.readableLength).toBe(0);
    vi.advanceTimersByTime(HALF_A_MINUTE);
  }
  expect(await answer).toBe('');
  await expect(result).rejects.toThrow('closed');
});
