import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';
import type { FileDeps } from '#server/deps.ts';
import { openVault, vaultFolder } from '#server/files/vault.ts';
import { removeFiles } from '#server/jobs/sweep-files.ts';
import { textIn } from '#server/portal/site/text.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { photograph } from '../../../helpers/pictures.ts';
import { createVisitor, hiddenFields, openForm, over, summaryOf, unescaped } from '../visitor.ts';

/* Files that a browser sends in pieces, so that it can resume where a lost connection stopped it. */

const PIECE = 256 * 1024;
const en = textIn('en');
const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
let deps: FileDeps;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
  const key = openServerKey(agency.dataDir, null).subkey('files');
  deps = { ...agency.deps, vault: openVault(vaultFolder(agency.dataDir), key) };
});
afterAll(() => agency.stop());

type Headers = Record<string, string>;

/** Opens the form of a report as a person whose browser sends files with a script. */
async function person() {
  let cookie = '';
  const reach = over(agency.serverUrl);
  const visitor = createVisitor(async (sent) => {
    const seen = await reach(sent);
    const set = seen.headers['set-cookie'];
    if (typeof set === 'string') cookie = set.split(';')[0] ?? '';
    return seen;
  });
  const fields = hiddenFields((await openForm(visitor, 'larceny')).html);
  const csrf = fields.csrf ?? '';
  const send = (method: string, path: string, headers: Headers = {}, body?: Uint8Array | URLSearchParams) =>
    fetch(agency.serverUrl + path, {
      method,
      headers: { cookie, ...headers },
      ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : Buffer.from(body) }),
    });
  const start = (name: string, size: number | string, more: Headers = {}) =>
    send(
      'POST',
      '/uploads',
      {},
      new URLSearchParams({ form: fields.form ?? '', csrf, name, size: String(size), ...more }),
    );
  const pieceHeaders = (at: number): Headers => ({
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(at),
    'csrf-token': csrf,
  });
  const piece = (path: string, at: number, data: Uint8Array, more: Headers = {}) =>
    send('PATCH', path, { ...pieceHeaders(at), ...more }, data);
  const offset = async (path: string) => Number((await send('HEAD', path)).headers.get('upload-offset'));
  const sendAll = async (path: string, bytes: Uint8Array) => {
    let result: string | null = null;
    for (let at = await offset(path); at < bytes.length && result === null; at = await offset(path)) {
      const sent = await piece(path, at, bytes.subarray(at, at + PIECE));
      expect(sent.status).toBe(204);
      result = sent.headers.get('upload-result');
    }
    return result ?? '';
  };
  /** Returns the form as it is shown after files were sent. */
  const form = (...results: string[]) =>
    visitor.post('/report/larceny?page=files', { ...fields, edit: 'files', uploaded: results.join(' ') });
  return { cookie: () => cookie, pieceHeaders, start, piece, offset, sendAll, form, send, fields };
}

function addressOf(answer: Response): string {
  const path = answer.headers.get('location');
  if (path === null) throw new Error(`not begun: ${answer.status}`);
  return path;
}

const big = async () => Buffer.concat([await photograph(900, 700), randomBytes(3 * PIECE)]);

test('a file that arrives in pieces is the same evidence as one that was sent whole: hash, kind and picture to look at', async () => {
  const { start, sendAll, form } = await person();
  const bytes = await big();
  const result = await sendAll(addressOf(await start('fence.jpg', bytes.length)), bytes);
  const page = await form(result);
  expect(page.html).toContain(en.t('portal-status.files.added', { names: 'fence.jpg' }));
  expect(page.html).toContain('data-file="fence.jpg"');
  const kept = await agency.deps.db
    .selectFrom('attachment')
    .select(['sha256', 'media_type', 'view', 'file_id'])
    .where('name', '=', 'fence.jpg')
    .executeTakeFirstOrThrow();
  expect(kept.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect([kept.media_type, kept.view?.width]).toEqual(['image/jpeg', 700]);
  // Nothing is kept twice.
  expect(await agency.deps.db.selectFrom('partial_piece').selectAll().execute()).toEqual([]);
});

test('a piece that is cut off in the middle is kept as far as it came, and the file goes on from there', async () => {
  const { start, offset, sendAll, pieceHeaders, cookie, form } = await person();
  const bytes = await big();
  const path = addressOf(await start('cut.jpg', bytes.length));
  const cut = 100_000;
  await new Promise<void>((resolve) => {
    const headers = { ...pieceHeaders(0), cookie: cookie(), 'content-length': String(PIECE) };
    const sent = request(agency.serverUrl + path, { method: 'PATCH', headers });
    sent.on('error', () => {});
    sent.on('close', () => resolve());
    sent.write(bytes.subarray(0, cut), () => setTimeout(() => sent.destroy(), 100));
  });
  await vi.waitUntil(async () => (await offset(path)) > 0, { timeout: 10_000 });
  expect(await offset(path)).toBeLessThanOrEqual(cut);
  const page = await form(await sendAll(path, bytes));
  expect(page.html).toContain('data-file="cut.jpg"');
});

test('a piece that does not start where the last one ended is refused, also when two come at once', async () => {
  const { start, piece, offset } = await person();
  const path = addressOf(await start('order.jpg', 3 * PIECE));
  const data = randomBytes(PIECE);
  const late = await piece(path, PIECE, data);
  expect([late.status, late.headers.get('upload-offset')]).toEqual([409, '0']);
  const both = await Promise.all([piece(path, 0, data), piece(path, 0, data.subarray(0, 1000)), piece(path, 0, data)]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409, 409]);
  expect([PIECE, 1000]).toContain(await offset(path));
});

test('what is no picture, empty, too large or one too many is refused by its name, as with the form itself', async () => {
  const { start, sendAll, form } = await person();
  const notes = Buffer.from('no picture at all, only words, more than its head');
  const results = [
    (await start('empty.jpg', 0)).headers.get('upload-result') ?? '',
    (await start('film.jpg', 10 * 1024 * 1024 + 1)).headers.get('upload-result') ?? '',
    await sendAll(addressOf(await start('notes.txt', notes.length)), notes),
  ];
  const page = await form(...results);
  const problem = (which: 'empty' | 'tooLarge' | 'kind' | 'tooMany', name: string) =>
    en.t(`portal-status.files.problems.${which}`, { name });
  expect(summaryOf(page.html).map(({ text }) => text)).toEqual([
    problem('empty', 'empty.jpg'),
    problem('tooLarge', 'film.jpg'),
    problem('kind', 'notes.txt'),
  ]);
  const small = await photograph(20, 20);
  for (let n = 0; n < 10; n += 1) await sendAll(addressOf(await start(`${n}.jpg`, small.length)), small);
  const eleventh = (await start('eleventh.jpg', small.length)).headers.get('upload-result') ?? '';
  expect(unescaped((await form(eleventh)).html)).toContain(problem('tooMany', 'eleventh.jpg'));
});

test('a form has ten unfinished files at most, a piece has a largest size, and no file grows past what was announced', async () => {
  const { start, piece, offset, send } = await person();
  const paths: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    clock.now = new Date(clock.now.getTime() + 1000);
    paths.push(addressOf(await start(`${n}.jpg`, 1000)));
  }
  const statuses = await Promise.all(paths.map(async (path) => (await send('HEAD', path)).status));
  expect(statuses).toEqual([404, 404, ...Array<number>(10).fill(200)]);
  const [path = ''] = paths.slice(-1);
  expect((await piece(path, 0, randomBytes(PIECE + 1))).status).toBe(413);
  expect((await piece(path, 0, randomBytes(1001))).status).toBe(409);
  expect(await offset(path)).toBe(0);
});

test('another site, a form that is not ours and an address that is not ours get nothing', async () => {
  const { start, piece, send, fields } = await person();
  const path = addressOf(await start('mine.jpg', 1000));
  const foreign = { 'sec-fetch-site': 'cross-site', 'csrf-token': 'x' };
  expect((await piece(path, 0, randomBytes(10), foreign)).status).toBe(403);
  const bare = { form: fields.form ?? '', name: 'a.jpg', size: '10' };
  expect((await send('POST', '/uploads', {}, new URLSearchParams(bare))).status).toBe(403);
  expect((await start('a.jpg', 10, { form: 'x.y' })).status).toBe(404);
  for (const size of ['-1', '1e3', '', 'x']) expect((await start('a.jpg', size)).status).toBe(400);
  for (const bad of ['/uploads/x', `${path}x`, '/uploads/%00']) {
    expect((await piece(bad, 0, randomBytes(10))).status).toBe(404);
    expect((await send('HEAD', bad)).status).toBe(404);
  }
  for (const at of ['-1', 'x', '1e9', '']) {
    expect((await piece(path, 0, randomBytes(10), { 'upload-offset': at })).status).toBe(400);
  }
  expect((await piece(path, 0, randomBytes(10), { 'content-type': 'image/jpeg' })).status).toBe(415);
});

test('what never became whole is removed after a day, with its pieces on the disk', async () => {
  const { start, piece, send } = await person();
  const path = addressOf(await start('left.jpg', 3 * PIECE));
  expect((await piece(path, 0, randomBytes(PIECE))).status).toBe(204);
  const { file_id } = await agency.deps.db
    .selectFrom('partial_piece')
    .innerJoin('partial_upload', 'partial_upload.id', 'part_id')
    .select('file_id')
    .where('name', '=', 'left.jpg')
    .executeTakeFirstOrThrow();
  const onDisk = async () => (await deps.vault.open(file_id, 'original')) !== null;
  await removeFiles(deps);
  expect(await onDisk()).toBe(true);
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000);
  await removeFiles(deps);
  expect(await onDisk()).toBe(false);
  expect((await send('HEAD', path)).status).toBe(404);
});

test('files count for the network that they come from: one /48, or one IPv4 address, sent whole or in pieces', async () => {
  const sources = [
    ['2001:db8:1:1::1', '2001:db8:1::/48'],
    ['2001:db8:1:1:ff::2', '2001:db8:1::/48'],
    ['2001:db8:2:2::1', '2001:db8:2::/48'],
    ['203.0.113.7', '203.0.113.7'],
  ] as const;
  const { db } = agency.deps;
  const picture = await photograph(20, 20);
  for (const [from, network] of sources) {
    const name = `${from.replaceAll(':', '-')}.jpg`;
    const { send, fields } = await person();
    const begun = new URLSearchParams({ form: fields.form ?? '', csrf: fields.csrf ?? '', name, size: '1000' });
    expect((await send('POST', '/uploads', { 'x-forwarded-for': from }, begun)).status).toBe(201);
    const visitor = createVisitor(over(agency.serverUrl));
    const own = hiddenFields((await openForm(visitor, 'larceny')).html);
    await visitor.postFiles(
      '/report/larceny',
      { ...own, edit: 'files' },
      { [name]: picture },
      { 'x-forwarded-for': from },
    );
    const whole = await db.selectFrom('attachment').select('source').where('name', '=', name).executeTakeFirst();
    const parts = await db.selectFrom('partial_upload').select('source').where('name', '=', name).executeTakeFirst();
    expect([from, whole?.source, parts?.source]).toEqual([from, network, network]);
  }
});

test('whatever is sent to these addresses, the answer is no server error, and no file grows past its size', async () => {
  const { start, send, offset, fields } = await person();
  const path = addressOf(await start('fuzz.jpg', 5000));
  const text = fc.oneof(
    fc.constantFrom('', '0', '-1', '1e9', '999999999999', 'x', '__proto__'),
    fc.string({ maxLength: 20 }),
  );
  const clean = (value: string) => encodeURIComponent(value).slice(0, 60);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('POST', 'HEAD', 'PATCH'),
      fc.constantFrom(path, '/uploads', '/uploads/', '/uploads/x.y', `${path}%00`, '/uploads/..%2fstatus'),
      fc.constantFrom('application/offset+octet-stream', 'application/x-www-form-urlencoded', 'text/plain', ''),
      fc.array(fc.tuple(fc.constantFrom('form', 'csrf', 'name', 'size', '__proto__'), text), { maxLength: 6 }),
      text,
      fc.uint8Array({ maxLength: 3000 }),
      async (method, address, type, more, at, bytes) => {
        const body = type.startsWith('application/x-www')
          ? new URLSearchParams([...Object.entries(fields), ...more])
          : bytes;
        const headers = {
          'upload-offset': clean(at),
          'csrf-token': fields.csrf ?? '',
          ...(type === '' ? {} : { 'content-type': type }),
        };
        const { status } = await send(method, address, headers, method === 'HEAD' ? undefined : body);
        expect([method, address, type, status < 500]).toEqual([method, address, type, true]);
      },
    ),
    { numRuns: 150 },
  );
  expect(await offset(path)).toBeLessThanOrEqual(5000);
});
