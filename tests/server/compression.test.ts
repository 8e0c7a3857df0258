import { request as ask } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { fileWith } from '../helpers/attach.ts';
import { photograph } from '../helpers/pictures.ts';
import { makeRelease, makeSigners, publish } from '../helpers/releases.ts';
import { until } from '../helpers/workstation.ts';
import { FILLED } from './portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, type Reach } from './portal/visitor.ts';

let agency: Agency;
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
});
afterAll(() => agency.stop());

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer };
const ENCODINGS = { 'accept-encoding': 'gzip, deflate, br' };

/** Sends a request and returns the body exactly as it is sent over the network, possibly compressed. */
const raw = (path: string, headers: Record<string, string> = ENCODINGS, body?: string): Promise<Raw> =>
  new Promise((resolve, reject) => {
    ask(agency.serverUrl + path, { method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end(body);
  });
const assetsOf = (html: string) => [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
const encodingOf = ({ headers }: Raw) => headers['content-encoding'];

/** Returns a browser that accepts compressed pages and sends `site` as the `sec-fetch-site` header. */
const browser = (site: string | null) => {
  const seen: Raw[] = [];
  const reach: Reach = async ({ url, headers, payload }) => {
    const given = { ...ENCODINGS, ...headers, ...(site === null ? {} : { 'sec-fetch-site': site }) };
    const answer = await raw(url, given, payload === undefined ? undefined : String(payload));
    seen.push(answer);
    const plain = encodingOf(answer) === 'br' ? brotliDecompressSync(answer.bytes) : answer.bytes;
    const cookie = answer.headers['set-cookie']?.[0];
    return {
      status: answer.status,
      html: plain.toString(),
      bytes: plain,
      headers: { ...answer.headers, 'set-cookie': cookie },
    };
  };
  return { visitor: createVisitor(reach), last: () => seen.at(-1) as Raw };
};

test('the first form with its script and style takes a third of its bytes over the line', async () => {
  const { visitor, last } = browser('same-origin');
  const { html } = await openForm(visitor, 'larceny');
  expect(encodingOf(last())).toBe('br');
  expect(html).toContain('</html>');
  const sizes = [{ plain: Buffer.byteLength(html), sent: last().bytes.length }];
  for (const path of assetsOf(html))
    sizes.push({ plain: (await raw(path, {})).bytes.length, sent: (await raw(path)).bytes.length });
  const sum = (which: 'plain' | 'sent') => sizes.reduce((total, one) => total + one[which], 0);
  console.log(`the first form: ${sum('plain')} bytes, ${sum('sent')} over the line`);
  expect(sum('sent') * 3).toBeLessThan(sum('plain'));
});

test('script and style are compressed, also for a browser that knows gzip alone', async () => {
  const { html } = await browser('none').visitor.get('/');
  const paths = assetsOf(html);
  expect(paths.length).toBeGreaterThan(1);
  for (const path of paths) {
    const plain = await raw(path, {});
    expect(encodingOf(plain)).toBeUndefined();
    if (plain.bytes.length < 1_024) continue;
    const [small, smaller] = [await raw(path, { 'accept-encoding': 'gzip' }), await raw(path)];
    expect(gunzipSync(small.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(smaller.bytes).equals(plain.bytes)).toBe(true);
    expect(smaller.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(smaller.headers.vary).toMatch(/accept-encoding/);
  }
});

test("the officers' JSON is compressed", async () => {
  for (let n = 0; n < 10; n += 1) await agency.file();
  const account = await agency.makeOfficer();
  const { token } = await agency.signIn(account);
  const headers = { ...ENCODINGS, authorization: `Bearer ${token}` };
  // Open transactions in other tests' databases briefly hold back the newest reports.
  await until(
    () => agency.call('GET', '/api/v1/changes', { token }),
    ({ body }) => body.reports.length === 10,
  );
  const page = await raw('/api/v1/changes', headers);
  expect(encodingOf(page)).toBe('br');
  expect(JSON.parse(brotliDecompressSync(page.bytes).toString()).reports).toHaveLength(10);
  expect(encodingOf(await raw('/openapi.json'))).toBe('br');
});

test('a response to a POST with a token is not compressed, because it may give out another token', async () => {
  for (let n = 0; n < 10; n += 1) await agency.file();
  const { token } = await agency.signedIn('supervisor');
  const headers = { ...ENCODINGS, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ reason: 'test', fields: { number: 'T26-' } });
  const found = await raw('/api/v1/find', headers, body);
  expect([found.status, encodingOf(found)]).toEqual([200, undefined]);
  // Short responses are never compressed, so this one has to be long.
  expect(found.bytes.length).toBeGreaterThan(1_100);
});

test.each([
  ['a page of this site sent it', 'same-origin', 'br'],
  ['another site sent it', 'cross-site', undefined],
  ['a browser does not say who did', null, undefined],
] as const)('a form that comes back with what was typed and its token: %s', async (_, site, expected) => {
  const own = browser('same-origin');
  const { html } = await openForm(own.visitor, 'larceny');
  clock.now = new Date(clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(html), ...FILLED.larceny, 'who.familyName': '' };
  const headers: Record<string, string> = site === null ? {} : { 'sec-fetch-site': site };
  const body = new URLSearchParams(fields).toString();
  const cookie = own.last().headers['set-cookie']?.[0] ?? '';
  const sent = await raw(
    '/report/larceny',
    { ...ENCODINGS, cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  );
  expect(encodingOf(sent)).toBe(expected);
  // Short responses are never compressed, so this one has to be long.
  expect(sent.bytes.length).toBeGreaterThan(1_100);
});

test('another site that has a person open a page with a text of its own gets it as it is', async () => {
  const get = (path: string, site: string) => raw(path, { ...ENCODINGS, 'sec-fetch-site': site });
  expect(encodingOf(await get('/report/larceny?lang=en&text=guess', 'cross-site'))).toBeUndefined();
  expect(encodingOf(await get('/sent?receipt=guess', 'cross-site'))).toBeUndefined();
  // A link from the city's own site.
  expect(encodingOf(await get('/?lang=es', 'cross-site'))).toBe('br');
});

test('pictures and releases are not compressed again', async () => {
  const { attachments } = await fileWith(agency, [[await photograph(), 'door.jpg']]);
  const { token } = await agency.signedIn();
  const headers = { ...ENCODINGS, authorization: `Bearer ${token}` };
  const picture = await raw(`/api/v1/attachments/${attachments[0]?.id}?copy=original`, headers);
  expect([picture.status, encodingOf(picture)]).toEqual([200, undefined]);
  expect(picture.headers['content-length']).toBe(String(picture.bytes.length));
  const { files } = await publish(
    agency,
    await makeRelease(makeSigners(), { version: '0.2.0', sequence: 1, size: 50_000 }),
  );
  const program = await raw(`/updates/${files[0]?.name}`);
  expect([program.status, encodingOf(program)]).toEqual([200, undefined]);
});
