import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Loopback, openLoopback } from '#electron/main/session/loopback.ts';

const STATE = 'S'.repeat(43);
const CODE = 'C'.repeat(43);
let loopback: Loopback;
beforeEach(async () => {
  loopback = await openLoopback(STATE, (isGood) => `<h1>${isGood}</h1>`);
});
afterEach(() => loopback.close());

const ask = (path: string, { host, method = 'GET' }: { host?: string; method?: string } = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { port } = loopback;
    const headers = { host: host ?? `127.0.0.1:${port}` };
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end();
  });

test('takes the answer with the right state, once, and shows a page', async () => {
  expect(await ask(`/?state=${STATE}&code=${CODE}`)).toEqual({ status: 200, text: '<h1>true</h1>' });
  expect(await loopback.answer).toEqual({ code: CODE });
  await expect(ask(`/?state=${STATE}&code=${CODE}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test.each([
  ['another state', `/?state=${'T'.repeat(43)}&code=${CODE}`],
  ['no state', `/?code=${CODE}`],
  ['no code', `/?state=${STATE}`],
  ['a code that is none', `/?state=${STATE}&code=<script>`],
  ['an unknown error', `/?state=${STATE}&error=surprise`],
  ['another path', `/other?state=${STATE}&code=${CODE}`],
])('refuses %s, and waits on', async (_, path) => {
  expect((await ask(path)).status).toBe(404);
  expect((await ask(`/?state=${STATE}&error=canceled`)).text).toBe('<h1>false</h1>');
  expect(await loopback.answer).toEqual({ failure: 'canceled' });
});

test('refuses a website that reaches it through a name of its own, and other methods', async () => {
  const path = `/?state=${STATE}&code=${CODE}`;
  expect((await ask(path, { host: `evil.example:${loopback.port}` })).status).toBe(404);
  expect((await ask(path, { host: `localhost:${loopback.port}` })).status).toBe(404);
  expect((await ask(path, { method: 'POST' })).status).toBe(404);
});
