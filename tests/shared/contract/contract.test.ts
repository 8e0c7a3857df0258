import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '#shared/api.ts';
import { API_VERSION, isTooOld } from '#shared/api-version.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { incompatibilitiesBetween } from './incompatibilities.ts';
import { contractRecord, type Rows } from './record.ts';

/**
 * A digest of each release's recorded contract. Add a line for each new release; never change the line of a release in
 * use.
 */
const RELEASED: Readonly<Record<string, string>> = {
  '0.1.0': 'f6dbafde70168c0f',
};

const folder = new URL('releases/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
const names = readdirSync(folder).sort();
const records = names.map((name) => contractRecord.parse(JSON.parse(read(name))));
const supported = records.filter(({ apiVersion }) => !isTooOld(String(apiVersion), API_VERSION));
const rows: Rows = api;

test('what a release asked and answered never changes', () => {
  const digests = Object.fromEntries(
    names.map((name) => [
      name.replace('.json', ''),
      createHash('sha256').update(read(name)).digest('hex').slice(0, 16),
    ]),
  );
  expect(
    digests,
    'A release that is in use was changed: restore its file. Only if that version is not out yet, record it anew with ' +
      `npm run record-contract, and put its digest here: ${JSON.stringify(digests)}`,
  ).toEqual(RELEASED);
});

test('there is a record of a release that is still supported', () => {
  expect(supported.length).toBeGreaterThan(0);
});

test.each(supported.map((one) => [one.version, one] as const))(
  'a desk of %s and today’s server understand each other, and the reverse',
  (_, record) => {
    expect(
      incompatibilitiesBetween(record, rows),
      'Keep what a release that is in use asks and reads (CONTRIBUTING.md, Style), or raise API_VERSION.',
    ).toEqual([]);
  },
);

describe('a change that would be misunderstood is found:', () => {
  const [record] = records;
  const changed = (name: keyof typeof api, more: Partial<Endpoint>) => {
    const row: Endpoint = api[name];
    return incompatibilitiesBetween(
      { ...record, endpoints: { [name]: record?.endpoints[name] } } as typeof record & object,
      {
        ...rows,
        [name]: { ...row, ...more },
      },
    );
  };
  const me = api.me.response;
  const query = api.changes.query;
  const body = api.startBrowserSignIn.body;

  test.each<[what: string, keyof typeof api, Partial<Endpoint>, RegExp]>([
    [
      'a field of an answer is gone',
      'me',
      { response: me.omit({ displayName: true }) },
      /old desk can't read.*displayName/,
    ],
    ['a field of an answer is another type', 'me', { response: me.extend({ name: z.int() }) }, /can't read/],
    [
      'a desk needs a new field',
      'me',
      { response: me.extend({ badge: z.string() }) },
      /can't read an old answer: badge/,
    ],
    [
      'a desk no longer knows a choice',
      'me',
      { response: me.extend({ role: z.literal('officer') }) },
      /old answer: role/,
    ],
    [
      'a server answers a new choice',
      'me',
      { response: me.extend({ role: z.literal('clerk') }) },
      /old desk can't read/,
    ],
    [
      'a server needs a new field',
      'startBrowserSignIn',
      { body: body.extend({ site: z.string() }) },
      /refuses an old desk's body: site/,
    ],
    [
      'a server no longer takes a field',
      'startBrowserSignIn',
      { body: body.omit({ workstation: true }) },
      /old desk's body/,
    ],
    ['a parameter is gone', 'changes', { query: query.omit({ wait: true }) }, /ignores an old desk's query wait/],
    [
      'a parameter is needed',
      'changes',
      { query: query.extend({ site: z.string() }) },
      /refuses an old desk's query: site/,
    ],
    ['a path is another one', 'me', { path: '/api/v2/me' }, /was GET \/api\/v1\/me/],
    ['a role may no longer call it', 'changes', { auth: ['supervisor'] }, /officer may no longer call it/],
  ])('%s', (_, name, more, fault) => {
    expect(changed(name, more).join('\n')).toMatch(fault);
  });

  test('an endpoint is gone', () => {
    const { me: _, ...others } = rows;
    const known = { ...record, endpoints: { me: record?.endpoints['me'] } } as typeof record & object;
    expect(incompatibilitiesBetween(known, others)).toEqual(['me is gone']);
  });

  test.each<[what: string, keyof typeof api, Partial<Endpoint>]>([
    ['a field more in an answer', 'me', { response: me.extend({ badge: z.string().optional() }) }],
    [
      'a field more that a request may have',
      'startBrowserSignIn',
      { body: body.extend({ site: z.string().optional() }) },
    ],
  ])('but not %s', (_, name, more) => {
    expect(changed(name, more)).toEqual([]);
  });
});
