import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { pdf, photograph } from '../../helpers/pictures.ts';
import { jpegHead, plainPng } from '../../helpers/unfolding.ts';
import { FILLED } from './filled-forms.ts';
import {
  CLEAR,
  createVisitor,
  hiddenFields,
  openForm,
  over,
  summaryOf,
  unescaped,
  type Visitor,
  valueOf,
} from './visitor.ts';

const en = textIn('en');

/* Anyone who tries to overload the server gets what everyone else gets: a page that says what to do, never a crash. */

const clock = { now: new Date('2026-11-24T15:00:00.000Z') };
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => clock.now });
});
afterAll(() => agency.stop());

const visitor = (to = agency): Visitor => createVisitor(over(to.serverUrl));

async function form(person: Visitor) {
  const hidden = hiddenFields((await openForm(person, 'larceny')).html);
  clock.now = new Date(clock.now.getTime() + 60_000);
  return { ...hidden, ...FILLED.larceny };
}

describe('files that decode to far more than their size', () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#806040' } });

  test('are refused by their first bytes, each by name, and the next person does not have to wait', async () => {
    const person = visitor();
    const fields = await form(person);
    const frames = await sharp({ create: { width: 64, height: 64 * 200, channels: 3, background: '#123' } })
      .webp({ effort: 0 })
      .toBuffer();
    const seen = await person.postFiles('/report/larceny', fields, {
      'wide.png': plainPng({ width: 30_000, height: 30_000 }),
      'thin.png': plainPng({ width: 9_990_000, height: 12, depth: 16, alpha: true }),
      'long.png': plainPng({ width: 1_190_000, height: 100, depth: 16, alpha: true }),
      'endless.png': plainPng({ width: 2 ** 31 - 1, height: 2 ** 31 - 1 }),
      'wide.jpg': jpegHead(65_000, 65_000),
      'progressive.jpg': await plain(5200, 5000).jpeg({ progressive: true, quality: 20 }).toBuffer(),
      'interlaced.png': await plain(5200, 5000).png({ progressive: true }).toBuffer(),
      'broken.png': Buffer.concat([plainPng({ width: 100, height: 100 }).subarray(0, 60), Buffer.alloc(2000, 7)]),
      'lossless.webp': await plain(5200, 5000).webp({ lossless: true, effort: 0 }).toBuffer(),
      'strip.webp': frames,
    });

    expect(summaryOf(seen.html).map((one) => one.text)).toEqual([
      en.t('portal-status.files.problems.tooManyPixels', { name: 'wide.png' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'thin.png' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'long.png' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'endless.png' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'wide.jpg' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'progressive.jpg' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'interlaced.png' }),
      en.t('portal-status.files.problems.unreadable', { name: 'broken.png' }),
      en.t('portal-status.files.problems.tooManyPixels', { name: 'lossless.webp' }),
    ]);
    expect(unescaped(seen.html)).toContain('strip.webp');
    expect(unescaped(seen.html)).toContain(FILLED.larceny.how?.slice(0, 20));
  });

  test('are never decoded when they are documents: a PDF with ten thousand pages or a script is stored as it came', async () => {
    const person = visitor();
    const fields = await form(person);
    const pages = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('1 0 obj<</Type/Page/Parent 2 0 R>>endobj\n'.repeat(10_000)),
      Buffer.from('%%EOF\n'),
    ]);
    const seen = await person.postFiles(
      '/report/larceny',
      { ...fields, edit: 'files' },
      { 'a.pdf': pages, 'b.pdf': pdf() },
    );
    expect(seen.status).toBe(200);
    for (const name of ['a.pdf', 'b.pdf']) expect(seen.html).toContain(name);
    const kept = await agency.deps.db
      .selectFrom('attachment')
      .select(['name', 'view'])
      .where('name', 'in', ['a.pdf', 'b.pdf'])
      .execute();
    expect(kept.map((one) => one.view)).toEqual([null, null]);
  });
});

describe('malformed forms', () => {
  test('with too many fields or files get a page that says so', async () => {
    const person = visitor();
    const fields = await form(person);
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`field${at}`, 'x']));
    const files = Object.fromEntries(
      await Promise.all(Array.from({ length: 40 }, async (_, at) => [`${at}.jpg`, await photograph(20, 20)])),
    );
    for (const [what, sent] of [
      [many, {}],
      [{}, files],
    ] as const) {
      const seen = await person.postFiles('/report/larceny', { ...fields, ...what }, sent);
      expect([seen.status, seen.html.includes(en.t('portal-site.problems.tooLarge'))]).toEqual([413, true]);
    }
  });

  test('with names, parts or endings no browser sends are refused with a page, and the server keeps running', async () => {
    const person = visitor();
    await form(person);
    const part = (head: string, value: string) => `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const bodies = {
      'the name of what every object has': `${part('name="__proto__"', 'x')}${part('name="toString"', 'x')}--b--\r\n`,
      'a name of a megabyte': `${part(`name="${'n'.repeat(1_000_000)}"`, 'x')}--b--\r\n`,
      'no end': part('name="how"', 'x'.repeat(50_000)),
      'no beginning': 'x'.repeat(100_000),
      'heads without end': `--b\r\n${'x: y\r\n'.repeat(50_000)}\r\nx\r\n--b--\r\n`,
      'a part that says it is JSON': `--b\r\ncontent-disposition: form-data; name="lang"\r\ncontent-type: application/json\r\n\r\n{"a":\r\n--b--\r\n`,
      'an object for a word': `--b\r\ncontent-disposition: form-data; name="lang"\r\ncontent-type: application/json\r\n\r\n{"a":1}\r\n--b--\r\n`,
      nothing: '',
    };
    for (const [what, body] of Object.entries(bodies)) {
      for (const type of [
        'multipart/form-data; boundary=b',
        'multipart/form-data',
        `multipart/form-data; boundary=${'b'.repeat(5_000)}`,
      ]) {
        const seen = await raw('POST', '/report/larceny', { 'content-type': type }, body);
        expect([what, type.slice(0, 40), seen.status >= 400 && seen.status < 500]).toEqual([
          what,
          type.slice(0, 40),
          true,
        ]);
        expect([what, seen.body.includes('<main')]).toEqual([what, true]);
      }
    }
    expect((await person.get('/')).status).toBe(200);
  });

  test('with a far too long answer come back with it and an error at that field, for every field', async () => {
    const person = visitor();
    const fields = await form(person);
    const texts = Object.entries(FILLED.larceny).filter(
      ([name]) => !/forWhom|preferred|language|placeType|safeContact|^offense$/.test(name),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const [name] of texts) {
      for (const long of ['x'.repeat(20_000), '😀'.repeat(12_000), '9'.repeat(20_000)]) {
        const seen = await person.post('/report/larceny', { ...fields, [name]: long });
        expect([name, long.slice(0, 2), seen.status]).toEqual([name, long.slice(0, 2), 400]);
        expect(summaryOf(seen.html).length).toBeGreaterThan(0);
      }
    }
    for (const odd of ['\0', '\ud800', '\u202e', '%00', '{link}', '<script>', "'; drop table report; --", '\r\n\r\n']) {
      for (const [name] of texts) {
        const seen = await person.post('/report/larceny', { ...fields, [name]: odd });
        expect([name, odd, seen.status < 500]).toEqual([name, odd, true]);
        expect(seen.html).not.toContain('<script>');
      }
    }
  });

  test("with more text than a report can hold are refused, never cut; the agency's maximum is stored whole", async () => {
    const [most, usual] = [LONGEST_NARRATIVE, (await agency.policy()).limits];
    await agency.publish((policy) => ({
      ...policy,
      limits: { ...policy.limits, narrativeCharacters: most, confirmEmail: false },
    }));
    const person = visitor();
    const fields = await form(person);
    const how = `${'\u6f22'.repeat(most - 1)}.`;
    const summary = await person.postFiles('/report/larceny', { ...fields, how }, {});
    expect(summary.status).toBe(200);
    const sent = await person.post('/report/larceny', { ...hiddenFields(summary.html), notice: 'yes' });
    expect(sent.status).toBe(303);
    const kept = await agency.deps.db.selectFrom('report').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
    expect((await agency.report(kept.id)).facts.how === how).toBe(true);

    const little = await person.postFiles('/report/larceny', { ...fields, how: `${how}\u6f22` }, {});
    expect([little.status, valueOf(little.html, 'how')?.length]).toEqual([400, most + 1]);
    const tooMuch = { ...fields, how: 'x'.repeat(700_000) };
    const manyTooMuch = { ...fields, how, 'items.0.marks': 'x'.repeat(300_000) };
    for (const much of [tooMuch, manyTooMuch]) {
      const seen = await person.postFiles('/report/larceny', { ...much, edit: 'files' }, { 'a.pdf': pdf() });
      expect([seen.status, seen.html.includes(en.t('portal-site.problems.tooLarge'))]).toEqual([413, true]);
    }
    await agency.publish((policy) => ({ ...policy, limits: usual }));
  });

  test('a megabyte-long URL gets a response and is disconnected; a merely long one is just a URL', async () => {
    expect((await raw('GET', `/?${'q'.repeat(1_000_000)}`)).status).toBe(431);
    for (const path of ['/', '/status', '/sent', '/report/larceny', '/start/fraud', '/nowhere']) {
      for (const query of [
        'lang=en&'.repeat(900),
        `receipt=${'a'.repeat(9_000)}`,
        `screened=${'%00'.repeat(2_000)}`,
        'lang[a]=1&lang=x&lang=y',
        '%',
        '__proto__=1',
      ]) {
        expect([path, query.slice(0, 10), (await raw('GET', `${path}?${query}`)).status < 500]).toEqual([
          path,
          query.slice(0, 10),
          true,
        ]);
      }
    }
    for (const path of ['status', 'reply', 'resume', 'confirm', 'again']) {
      for (const key of ['x'.repeat(2_000), '%00', '%ff', '..%2f..%2fetc', '%F0%9F%98%80'.repeat(20), '%']) {
        const { status } = await raw('GET', `/${path}/${key}`);
        expect([path, key.slice(0, 6), status >= 400 && status < 500]).toEqual([path, key.slice(0, 6), true]);
      }
    }
  });
});

describe('floods', () => {
  test('of emails to one mailbox stop at five an hour, however the address is written, even with parallel requests', async () => {
    const spellings = [
      'ana.flood@example.com',
      'Ana.Flood@Example.com',
      'anaflood@example.com',
      'anaflood+1@example.com',
      'ANAFLOOD+two@EXAMPLE.COM',
    ];
    const asked = [...spellings, ...spellings, ...spellings];
    const persons = await Promise.all(
      asked.map(async (email) => {
        const person = visitor();
        return { person, fields: { ...(await form(person)), 'who.email': email, save: 'yes' } };
      }),
    );
    const answers = await Promise.all(persons.map(({ person, fields }) => person.post('/report/larceny', fields)));
    const counted = [200, 429].map((status) => answers.filter((one) => one.status === status).length);
    expect(counted).toEqual([5, 10]);
    const refused = answers.find((one) => one.status === 429)?.html;
    expect(refused).toContain(en.t('portal-drafts.tooMany').slice(0, 30));
    // Nothing was saved, and the page says so.
    expect(refused).toContain(en.t('portal-drafts.notSavedTitle'));
    const letters = await agency.deps.db.selectFrom('letter').select('id').where('draft_id', 'is not', null).execute();
    expect(letters).toHaveLength(5);
  });

  test('of guesses at numbers, codes and any kind of private link end with a page that says to wait', async () => {
    const strict = await startAgency({ env: { P2C_INTAKES_PER_HOUR: '2' } });
    try {
      const person = visitor(strict);
      const fields = hiddenFields((await person.get('/status')).html);
      const guess = () => person.post('/status', { ...fields, number: 'T26-000001-5', code: 'ABCD' });
      expect([(await guess()).status, (await guess()).status]).toEqual([400, 400]);
      const stopped = await guess();
      expect([stopped.status, stopped.html.includes(en.t('portal-site.problems.tooMany'))]).toEqual([429, true]);
      expect(stopped.headers['retry-after']).toMatch(/^\d+$/);
      const answers = [];
      for (let n = 0; n < 12; n += 1)
        answers.push((await person.post('/start/larceny', { ...CLEAR, lang: 'en' })).status);
      expect(answers).toEqual([...Array(10).fill(303), 429, 429]);
      for (const path of ['/status/', '/reply/', '/resume/', '/confirm/', '/again/', '/again/fraud/', '/status/add/']) {
        const [first = '', rest] = path.slice(1, -1).split('/');
        const at = (n: number) => `/${first}/${String(n).repeat(22)}${rest === undefined ? '' : `/${rest}`}`;
        const statuses = [];
        for (let n = 0; n < 21; n += 1) statuses.push((await person.get(at(n % 10))).status);
        expect([path, statuses]).toEqual([path, [...Array(20).fill(404), 429]]);
      }
    } finally {
      await strict.stop();
    }
  });
});

/** Sends a request without fetch, which would normalize addresses and bodies. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { hostname, port } = new URL(agency.serverUrl);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: { accept: 'text/html', ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
