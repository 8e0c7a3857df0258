import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createService } from '#server/commands/accounts/service-accounts.ts';
import { verifyAudit } from '#server/db/audit.ts';
import { enterJob } from '#server/db/jobs.ts';
import { type ApiName, api } from '#shared/api.ts';
import { SERVICE_SCOPES } from '#shared/domain/service-account.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';
import { allowed, forbidden } from '../../helpers/from-schema.ts';
import { compile, operations as documented, type Schema } from '../../helpers/open-api.ts';

/*
 * Does what a third-party tool does with every operation in /openapi.json: sends what the document allows and what it
 * forbids, and expects every response to be one that the document describes.
 */

let agency: Agency;
/** Ids of existing objects, so that not every response is "not found". */
let real: Record<string, string>;
beforeAll(async () => {
  agency = await startAgency();
  // No server runs jobs here, but the desk can request this one.
  const tomorrow = new Date(Date.now() + 86_400_000);
  await enterJob(agency.deps.db, 'audit-check', tomorrow, tomorrow);
  const { id } = await agency.file();
  const { officer } = await agency.makeOfficer();
  const letter = await agency.deps.db.selectFrom('letter').select('id').executeTakeFirstOrThrow();
  real = { reportId: id, officerId: officer.id, letterId: letter.id };
  // A server says that it is not ready until it has tried the disk for the first time.
  const isReady = async () => (await agency.call('GET', '/readyz')).status === 200;
  await vi.waitUntil(isReady, { timeout: 30_000, interval: 50 });
});
afterAll(() => agency.stop());

/** File pieces are not JSON; tests/server/portal/form/part-routes.test.ts sends invalid data to their routes. */
const operations = documented.filter(({ path }) => !path.startsWith('/uploads'));
type Row = (typeof operations)[number];
type Sent = {
  path?: Record<string, string>;
  query?: Record<string, unknown> | string;
  header?: Record<string, unknown>;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  token?: string | null;
};

const rows = operations.map((row): [string, Row] => [row.operation.operationId, row]);
const nameOf = (row: Row) => row.operation.operationId as ApiName;
const bodySchema = (row: Row): Schema | undefined => row.operation.requestBody?.content['application/json']?.schema;

const tokens = new Map<string, string>();
/** Opens a separate session for each operation, because some operations end the session or lock its account. */
async function tokenFor(row: Row): Promise<string | null> {
  const { auth } = api[nameOf(row)];
  if (auth === 'public') return null;
  const key = nameOf(row);
  const kept = key === 'signOut' ? undefined : tokens.get(key);
  const token = kept ?? (typeof auth === 'string' ? await serviceToken() : (await agency.signedIn(auth[0])).token);
  tokens.set(key, token);
  return token;
}

async function serviceToken(): Promise<string> {
  const given = { name: `program-${randomUUID()}`, scopes: [...SERVICE_SCOPES], days: 1 };
  return (await createService(agency.deps, given, { actor: 'test', source: 'test' })).token;
}

function parametersOf(row: Row, place: 'path' | 'query' | 'header'): fc.Arbitrary<Record<string, unknown>> {
  const here = row.operation.parameters.filter((one) => one.in === place);
  return fc.record(
    Object.fromEntries(
      here.map(({ name, schema }) => {
        const known = real?.[name];
        // Waiting for changes is tested elsewhere. Headers are bytes and do not start or end with white space.
        if (name === 'wait') return [name, fc.constant(0)];
        const values = place === 'header' ? allowed(schema).filter(isHeader) : allowed(schema);
        return [name, known === undefined ? values : fc.oneof(fc.constant(known), values)];
      }),
    ),
    { requiredKeys: here.filter((one) => one.required).map((one) => one.name), noNullPrototype: true },
  );
}
const isHeader = (value: unknown) => /^[!-~](?:[ -~]*[!-~])?$/.test(String(value));

async function send(row: Row, { path = {}, query = {}, header = {}, body, type, token }: Sent) {
  const who = token === undefined ? await tokenFor(row) : token;
  const address = row.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? real[name] ?? randomUUID()),
  );
  const search = typeof query === 'string' ? query : new URLSearchParams(query as Record<string, string>).toString();
  const headers = new Headers(header as Record<string, string>);
  if (who !== null) headers.set('authorization', `Bearer ${who}`);
  if (body !== undefined && type !== '') headers.set('content-type', type ?? 'application/json');
  const response = await fetch(`${agency.serverUrl}${address}${search === '' ? '' : `?${search}`}`, {
    method: row.method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? new TextEncoder().encode(body) : body }),
  });
  return conforming(row, response);
}

/** Checks the response against the document and returns its status. */
async function conforming(row: Row, response: Response): Promise<number> {
  const { status } = response;
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(status, bytes.toString().slice(0, 300)).toBeLessThan(500);
  const told = row.operation.responses[String(status)];
  expect(told, `${status} is not in the document: ${bytes.toString().slice(0, 300)}`).toBeDefined();
  for (const name of Object.keys(told?.headers ?? {})) expect(response.headers.get(name), name).not.toBeNull();
  if (told?.content === undefined) {
    expect(bytes).toHaveLength(0);
    return status;
  }
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  expect(Object.keys(told.content)).toContain(type);
  if (type === 'application/json') {
    const check = compile(told.content[type]?.schema);
    expect([check(JSON.parse(bytes.toString())), check.errors]).toEqual([true, null]);
    expect(bytes.toString()).not.toMatch(/ at .*\.[jt]s:|postgres|syntax error|node_modules/i);
  }
  return status;
}

const good = (row: Row) =>
  fc.record({
    path: parametersOf(row, 'path') as fc.Arbitrary<Record<string, string>>,
    query: parametersOf(row, 'query'),
    header: parametersOf(row, 'header'),
    ...(bodySchema(row) === undefined
      ? {}
      : { body: allowed(bodySchema(row) ?? {}).map((one) => JSON.stringify(one)) }),
  }) as fc.Arbitrary<Sent>;

/** `P2C_RUNS` allows a longer test than the one in every build. */
const runs = { numRuns: Number(process.env.P2C_RUNS ?? 25), endOnFailure: true };
/** Without parameters and a body, every request is the same, so a few runs are enough. */
const runsOf = (row: Row, least: number) =>
  row.operation.parameters.length + (bodySchema(row) === undefined ? 0 : 1) === 0 ? { ...runs, numRuns: least } : runs;
const mostMs = 2_400 * Math.max(runs.numRuns, 25);

describe.each(rows)('%s', (_, row) => {
  test(
    'accepts what the document allows, and responds as the document says',
    async () => {
      await fc.assert(
        fc.asyncProperty(good(row), async (sent) => {
          const status = await send(row, sent);
          expect([405, 413, 415]).not.toContain(status);
          expect(status).not.toBe(400);
        }),
        runsOf(row, 2),
      );
    },
    mostMs,
  );

  test(
    'rejects every parameter that the document forbids or does not list',
    async () => {
      const some = row.operation.parameters.filter(({ name }) => name !== 'wait');
      const strangers = fc.constantFrom<Sent>(
        { query: { surprise: '1' } },
        { query: { 'limit[]': '1' } },
        { query: '&x' },
      );
      const wrong = some.map(({ name, in: place, schema }): fc.Arbitrary<Sent> => {
        const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
        const check = compile(schema);
        const read = (value: string) =>
          schema.type === 'integer' && /^(?:0|-?[1-9]\d*)$/.test(value) ? Number(value) : value;
        return forbidden(schema, check)
          .map(asText)
          .filter((value) => value.isWellFormed() && value.length < 4_000 && !check(read(value)))
          .filter((value) => (place === 'path' ? !/^\.{0,2}$/.test(value) : place === 'query' || isHeader(value)))
          .map((value) => ({ [place]: { [name]: value } }));
      });
      const twice = some
        .filter((one) => one.in === 'query')
        .map(({ name }) => fc.constant<Sent>({ query: `${name}=1&${name}=2` }));
      await fc.assert(
        fc.asyncProperty(good(row), fc.oneof(strangers, ...wrong, ...twice), async (sent, spoilt) => {
          expect([400, 404]).toContain(await send(row, { ...sent, ...spoilt }));
        }),
        runsOf(row, 10),
      );
      for (const { name, in: place, required } of some) {
        if (place === 'header' && required) {
          for (const value of [undefined, '', 'x', `${randomUUID()}, ${randomUUID()}`]) {
            const header = value === undefined ? {} : { [name]: value };
            const body = JSON.stringify(fc.sample(allowed(bodySchema(row) ?? {}), 1)[0]);
            expect(await send(row, { header, body })).toBe(400);
          }
        }
      }
    },
    mostMs,
  );

  test(
    'rejects every body that the document forbids, and any body where none is expected',
    async () => {
      const schema = bodySchema(row);
      if (schema === undefined) {
        if (row.method === 'GET') return;
        for (const body of ['{}', '[]', '"a"', '{"', 'null']) expect(await send(row, { body })).toBe(400);
        expect(await send(row, { body: '<a/>', type: 'application/xml' })).toBe(415);
        return;
      }
      const check = compile(schema);
      const lineOfBody = forbidden(schema, check).map((one) => JSON.stringify(one) ?? '');
      await fc.assert(
        fc.asyncProperty(good(row), lineOfBody, async (sent, body) => {
          expect(await send(row, { ...sent, body })).toBe(400);
        }),
        { ...runs, numRuns: 60 },
      );
      const [sent = {}] = fc.sample(good(row), 1);
      const fine = typeof sent.body === 'string' ? sent.body : '';
      for (const body of [
        '',
        '{',
        '{"a":1,}',
        'undefined',
        '\ufeff',
        `${fine}x`,
        '{"__proto__":{}}',
        '['.repeat(200_000),
      ]) {
        expect(await send(row, { ...sent, body })).toBe(400);
      }
      for (const bytes of [
        [0xff],
        [0x22, 0xed, 0xa0, 0x80, 0x22],
        [0x22, 0xc0, 0x80, 0x22],
        [0x7b, 0x22, 0xfe, 0x22],
      ]) {
        expect(await send(row, { ...sent, body: Uint8Array.from(bytes) })).toBe(400);
      }
      for (const type of [
        'text/plain',
        'application/xml',
        'multipart/form-data',
        'application/jsonx',
        'x',
        '',
        'application/json; charset=utf-16',
      ]) {
        expect([type, await send(row, { ...sent, body: fine, type })]).toEqual([type, 415]);
      }
      expect(await send(row, { ...sent, body: JSON.stringify({ a: 'x'.repeat(2_200_000) }) })).toBe(413);
    },
    mostMs,
  );

  test('requires a session where the document says so, and rejects unknown sessions', async () => {
    if (row.operation.security.length === 0) return;
    const [sent = {}] = fc.sample(good(row), 1);
    for (const token of [null, 'x', 'x'.repeat(43), `${'y'.repeat(43)} z`]) {
      expect(await send(row, { ...sent, token })).toBe(401);
    }
    const header = { ...sent.header, authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    expect(await send(row, { ...sent, token: null, header })).toBe(401);
  });
});

test('a path accepts only the methods in the document, and lists them in Allow', async () => {
  for (const path of new Set(operations.map((row) => row.path))) {
    const known = operations.filter((row) => row.path === path).map((row) => row.method);
    const address = path.replace(/\{code\}/, 'a_rule').replace(/\{\w+\}/g, real.reportId ?? '');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY']) {
      if (known.includes(method)) continue;
      const { status, allow } = await bare(method, address);
      expect([method, path, status]).toEqual([method, path, 405]);
      expect(allow.filter((one) => one !== 'HEAD' && one !== 'OPTIONS').sort()).toEqual([...known].sort());
    }
    const options = await bare('OPTIONS', address);
    expect([options.status, options.allow]).toEqual([204, expect.arrayContaining(known)]);
  }
});

test('a path that almost matches one in the document is not found', async () => {
  for (const path of [
    '/api/v1/me/',
    '//api/v1/me',
    '/api//v1/me',
    '/api/v1/%6de/x',
    '/api/v1/reports/%2e%2e/me',
    '/API/v1/me',
    '/api/v1/colleagues/..%2fme',
    '/api/v1/policy%00',
  ]) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect([path, method, (await bare(method, path)).status]).toEqual([path, method, 404]);
    }
  }
  const long = await bare('GET', `/api/v1/reports/${'x'.repeat(9_000)}`);
  expect([400, 401, 404, 414]).toContain(long.status);
  expect((await bare('GET', `/api/v1/reports/${'x'.repeat(70_000)}`)).status).toBe(431);
});

test('a rate-limited request gets a response with the time to wait', async () => {
  const strict = await startAgency({
    env: {
      P2C_SIGN_INS_PER_MINUTE: '1',
      P2C_SIGN_INS_PER_ACCOUNT: '1',
      P2C_INTAKES_PER_HOUR: '1',
      P2C_PRINTS_PER_MINUTE: '1',
    },
  });
  try {
    // A rehearsal is refused only while another one runs (policy-drafts.test.ts).
    const limited = rows.filter(([, one]) => api[nameOf(one)].errors.includes('too_many_requests'));
    for (const [, row] of limited.filter(([, one]) => nameOf(one) !== 'rehearsePolicyDraft')) {
      const token = api[nameOf(row)].auth === 'public' ? null : (await strict.signedIn().catch(() => null))?.token;
      for (let n = 0; n < 2; n += 1) {
        const response = await fetch(strict.serverUrl + row.path, {
          method: row.method,
          headers: {
            'content-type': 'application/json',
            ...(token === null ? {} : { authorization: `Bearer ${token ?? 'x'.repeat(43)}` }),
          },
          body: JSON.stringify(
            nameOf(row) === 'intake' ? intake({ facts: { who: { email: null } } }) : { name: 'a', password: 'b' },
          ),
        });
        const status = await conforming(row, response);
        if (n === 1) expect([nameOf(row), status]).toEqual([nameOf(row), 429]);
      }
    }
  } finally {
    await strict.stop();
  }
});

test('an account that sends too many requests gets a retry time on every endpoint; others are not affected', async () => {
  const strict = await startAgency({ env: { P2C_REQUESTS_PER_ACCOUNT: '2' } });
  try {
    const [{ token }, other] = [await strict.signedIn(), await strict.signedIn()];
    for (let n = 0; n < 2; n += 1) expect((await strict.call('GET', '/api/v1/me', { token })).status).toBe(200);
    for (const [, row] of rows.filter(([, one]) => typeof api[nameOf(one)].auth !== 'string')) {
      const response = await fetch(strict.serverUrl + row.path, {
        method: row.method,
        headers: { authorization: `Bearer ${token}` },
      });
      expect([nameOf(row), await conforming(row, response)]).toEqual([nameOf(row), 429]);
    }
    expect((await strict.call('GET', '/api/v1/me', { token: other.token })).status).toBe(200);
    // Waiting for changes still works.
    expect((await strict.call('GET', '/api/v1/changes?wait=1', { token })).status).toBe(200);
  } finally {
    await strict.stop();
  }
});

test('after all that, the audit chain still verifies', async () => {
  expect(await verifyAudit(agency.deps.db)).toMatchObject({ ok: true });
});

/** Bypasses fetch, which does not accept every method and address. */
function bare(method: string, path: string): Promise<{ status: number; allow: string[] }> {
  const { hostname, port } = new URL(agency.serverUrl);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path }, (answer) => {
      answer.resume();
      const allow = (answer.headers.allow ?? '').split(', ').filter((one) => one !== '');
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, allow }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
