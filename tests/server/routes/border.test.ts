import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_ITEMS } from '#shared/domain/incident.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { anItem, INTAKE_KEY, intake } from '../../helpers/builders.ts';
import { trySignIn } from '../../helpers/signing-in.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

const file = (body: unknown, headers: Record<string, string> = {}) =>
  agency.call('POST', '/api/v1/intake', { body, headers: { 'intake-key': INTAKE_KEY, ...headers } });
/** Writes raw bytes to the server without an HTTP library, and reads until it closes the connection. */
function raw(sent: string): Promise<string> {
  const { hostname, port } = new URL(agency.serverUrl);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
const paths = (answer: Awaited<ReturnType<typeof file>>) =>
  answer.body.error.fields.map((field: { path: string }) => field.path).sort();

test('a request with a second Host is refused: a proxy may have judged it by the other one', async () => {
  const answer = await raw('GET /healthz HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
  expect(await raw('GET /healthz HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 200 /,
  );
});

test('a method that a path does not have is refused before its body is looked at', async () => {
  const answer = await raw(
    'PUT /api/v1/me HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/x\r\nContent-Length: 900000\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(answer).toMatch(/\r\nallow: GET, HEAD, OPTIONS\r\n/i);
});

describe('a malformed report', () => {
  test('gets a response that lists every wrong field by its path in the body', async () => {
    const good = intake();
    const answer = await file({
      ...good,
      kind: 'arson',
      facts: {
        ...good.facts,
        who: { ...good.facts.who, givenName: ' ', email: 'maria@', birthDate: '1988-02-30' },
        items: [{ ...good.facts.items[0], valueCents: -1 }],
        how: '',
      },
      notice: { ...good.notice, accepted: false },
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request']);
    expect(paths(answer)).toEqual([
      'facts.how',
      'facts.items.0.valueCents',
      'facts.who.birthDate',
      'facts.who.email',
      'facts.who.givenName',
      'kind',
      'notice.accepted',
    ]);
  });

  test('has a kind of place by its code, or in other words beside it, and no other', async () => {
    const filed = async (where: object) => {
      const good = intake();
      return file({ ...good, facts: { ...good.facts, where: { ...good.facts.where, ...where } } });
    };
    const other = await filed({ placeType: 'other', placeTypeOther: 'Food truck' });
    expect(other.status).toBe(201);
    const { id } = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', other.body.trackingNumber)
      .executeTakeFirstOrThrow();
    expect((await agency.report(id)).facts.where).toMatchObject({ placeType: 'other', placeTypeOther: 'Food truck' });
    for (const [where, path] of [
      [{ placeType: 'Parking lot or garage' }, 'facts.where.placeType'],
      [{ placeType: 'constructor' }, 'facts.where.placeType'],
      [{ placeType: 'other', placeTypeOther: ' ' }, 'facts.where.placeTypeOther'],
      [{ placeType: 'other', placeTypeOther: 'x'.repeat(81) }, 'facts.where.placeTypeOther'],
    ] as const) {
      const answer = await filed(where);
      expect([answer.status, paths(answer)]).toEqual([400, [path]]);
    }
  });

  test('keeps nothing that turns the direction of a text, and none that consists of that', async () => {
    const good = intake();
    const who = { ...good.facts.who, familyName: 'Lo\u202Ezep\u2066' };
    const filed = await file({
      ...good,
      facts: { ...good.facts, who, how: '\u202Eexe.gpj\u202C, \u2067says\u2069 \u05D3\u05D5\u05D3' },
    });
    expect(filed.status).toBe(201);
    const { id } = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', filed.body.trackingNumber)
      .executeTakeFirstOrThrow();
    const { facts } = await agency.report(id);
    expect([facts.who.familyName, facts.how]).toEqual(['Lozep', 'exe.gpj, says \u05D3\u05D5\u05D3']);
    const none = await file({ ...good, facts: { ...good.facts, who: { ...who, familyName: '\u202E' } } });
    expect([none.status, paths(none)]).toEqual([400, ['facts.who.familyName']]);
  });

  test('is refused if the policy does not allow it', async () => {
    const cases: [unknown, string][] = [
      [intake({ offenseCode: 'lost_property' }), 'offenseCode'],
      [intake({ notice: { version: '2019-1', language: 'en', accepted: true } }), 'notice.version'],
      [intake({ facts: { items: [] } }), 'facts.items'],
      [intake({ kind: 'fraud', offenseCode: null }), 'facts.fraud'],
      [intake({ facts: { when: { to: '2999-01-01T00:00:00.000Z' } } }), 'facts.when.to'],
      [intake({ facts: { who: { birthDate: '2999-01-01' } } }), 'facts.who.birthDate'],
      [intake({ facts: { who: { birthDate: '0000-01-01' } } }), 'facts.who.birthDate'],
      [intake({ facts: { when: { from: '2026-03-08T00:00:00.000Z' } } }), 'facts.when.to'],
      // Marked as day-only, but with a time of day.
      [intake({ facts: { when: { dayOnly: ['from'] } } }), 'facts.when.from'],
      [intake({ facts: { when: { dayOnly: ['to'], to: '2026-03-07T04:58:00.000Z' } } }), 'facts.when.to'],
    ];
    for (const [body, path] of cases) {
      const answer = await file(body);
      expect([answer.status, answer.body.error.code, paths(answer)]).toEqual([409, 'against_rule', [path]]);
    }
    const more = await file({ ...intake(), surprise: true });
    expect([more.status, paths(more)]).toEqual([400, ['surprise']]);
    // A year that no database column holds.
    const ancient = await file(intake({ facts: { when: { from: '0000-01-01T00:00:00.000Z' } } }));
    expect([ancient.status, paths(ancient)]).toEqual([400, ['facts.when.from']]);
  });

  test.each([
    ['a NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['the other half', '\ude00b'],
  ])('with %s in any field is a 400 that names the field', async (_, text) => {
    const answer = await file(intake({ facts: { how: text } }));
    expect([answer.status, paths(answer)]).toEqual([400, ['facts.how']]);
    const code = await file(intake({ offenseCode: text }));
    expect([code.status, paths(code)]).toEqual([400, ['offenseCode']]);
  });

  test('with emoji, accents and right-to-left text is stored as written', async () => {
    const how = 'Robaron mi bici 🚲👩🏽‍🚒 en la calle Ñandú.\n\tשלום — “quoted” abc';
    const answer = await file(intake({ facts: { how } }));
    const { id } = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', answer.body.trackingNumber)
      .executeTakeFirstOrThrow();
    expect((await agency.report(id)).facts.how).toBe(how);
  });

  test('of the maximum size in three-byte characters is stored whole, even if JSON escapes all of them', async () => {
    const [long, short] = ['王'.repeat(80), '王'.repeat(40)];
    const item = anItem({ type: long, brand: long, model: long, serialNumber: long, color: short });
    const items = Array.from({ length: MOST_ITEMS }, () => ({ ...item, marks: '王'.repeat(200) }));
    const how = '王'.repeat(LONGEST_NARRATIVE);
    const answer = await file(intake({ facts: { how, items } }));
    expect(answer.status).toBe(201);
    const row = await agency.deps.db
      .selectFrom('report')
      .select('id')
      .where('tracking_number', '=', answer.body.trackingNumber)
      .executeTakeFirstOrThrow();
    const { facts } = await agency.report(row.id);
    expect(facts.how.length).toBe(LONGEST_NARRATIVE);
    expect(facts.items).toEqual(items);
    const escaped = JSON.stringify(intake({ facts: { how, items } })).replaceAll(/[^ -~]/g, (sign) => {
      return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
    expect((await file(escaped, { 'content-type': 'application/json' })).status).toBe(201);
  });
});

describe('a report that is too large', () => {
  const items = (count: number) => Array.from({ length: count }, () => anItem());
  const sent = async (facts: NonNullable<Parameters<typeof intake>[0]>['facts'], headers: Record<string, string>) => {
    const body = intake({ facts: { ...facts, who: { email: null } } });
    const answer = await agency.call('POST', '/api/v1/intake', { body, headers });
    return answer.status === 201 ? 'filed' : [answer.status, answer.body.error.code, ...paths(answer)];
  };
  const key = { 'intake-key': INTAKE_KEY };

  test("is refused without the agency's key if it exceeds the portal form's limits, field by field", async () => {
    const { narrativeCharacters: most } = (await agency.policy()).limits;
    expect(await sent({ items: items(50), how: 'x'.repeat(most) }, {})).toBe('filed');
    expect(await sent({ items: items(51) }, {})).toEqual([409, 'against_rule', 'facts.items']);
    expect(await sent({ items: items(51), how: 'x'.repeat(most + 1) }, {})).toEqual([
      409,
      'against_rule',
      'facts.how',
      'facts.items',
    ]);
    expect(await sent({ items: items(51), how: 'x'.repeat(most + 1) }, key)).toBe('filed');
  });

  test('is refused even with the key if it exceeds the limits for any report', async () => {
    expect(await sent({ items: items(200), how: 'x'.repeat(50_000) }, key)).toBe('filed');
    const tooMuch = { items: items(201), how: 'x'.repeat(50_001) };
    for (const headers of [{}, key]) {
      expect(await sent(tooMuch, headers)).toEqual([400, 'invalid_request', 'facts.how', 'facts.items']);
    }
  });
});

describe('all other requests', () => {
  test.each([
    ['no JSON', '{"kind":', 'application/json', 400, 'invalid_request'],
    ['an empty body', '', 'application/json', 400, 'invalid_request'],
    ['a list', '[]', 'application/json', 400, 'invalid_request'],
    ['null', 'null', 'application/json', 400, 'invalid_request'],
    ['a prototype', '{"__proto__":{"a":1}}', 'application/json', 400, 'invalid_request'],
    ['very deep JSON', `${'['.repeat(600_000)}${']'.repeat(600_000)}`, 'application/json', 400, 'invalid_request'],
    ['a form', 'kind=larceny', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['XML', '<kind/>', 'application/xml', 415, 'unsupported_media_type'],
    ['too much', JSON.stringify({ how: 'x'.repeat(2_200_000) }), 'application/json', 413, 'payload_too_large'],
  ])('%s gets its own error code', async (_, body, type, status, code) => {
    const answer = await file(body, { 'content-type': type });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).not.toBe('');
  });

  test.each([
    '/api/v1/nothing',
    '/api/v1/reports/../../etc',
    '/openapi.yaml',
    '/updates/../../package.json',
    '/updates/.x',
    '/updates/%00',
  ])('%s is a 404 with the same error shape', async (path) => {
    const answer = await agency.call('GET', path);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
  });

  test('a malformed URL is a 400', async () => {
    for (const path of ['/api/v1/reports/%E0%A4%A', '/%', '/updates/%E0']) {
      const answer = await agency.call('GET', path);
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 400, 'invalid_request']);
    }
  });

  test('endless headers, and data that is not HTTP, get a response and are disconnected', async () => {
    for (const [sent, status] of [
      [`GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
      ['HELLO\r\n\r\n', 400],
    ] as const) {
      const answer = await raw(sent);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer).toContain('{"error":{"code":"invalid_request"');
      expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
      expect(answer).toMatch(/\r\ncache-control: no-store\r\n/i);
    }
  });

  test.each([
    ['an address that cannot be read', 'GET', '/api/v1/reports/%E0%A4', 400],
    ['no session', 'GET', '/api/v1/me', 401],
    ['an unknown address', 'GET', '/api/v1/nowhere', 404],
    ['a method that is not there', 'PUT', '/api/v1/me', 405],
  ])('an error is kept by no cache and taken for nothing else: %s', async (_, method, path, status) => {
    const answer = await agency.call(method, path);
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')]).toEqual([
      status,
      'no-store',
      'nosniff',
    ]);
  });

  test('a browser at an unknown URL gets a page, a program gets JSON', async () => {
    const page = await agency.call('GET', '/nowhere', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    // A mail program may have cut a link short, for example.
    const cut = await agency.call('GET', '/status/%E0%A4', { headers: { accept: 'text/html' } });
    expect([cut.status, cut.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(cut.headers.get('content-security-policy')).toContain("default-src 'none'");
    const program = await agency.call('GET', '/api/v1/reports/%E0%A4', { headers: { accept: 'text/html' } });
    expect([program.status, program.body.error.code]).toEqual([400, 'invalid_request']);
  });

  test('responses carry security headers', async () => {
    const { headers } = await agency.call('GET', '/healthz');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });
});

test('sign-in and intake are rate-limited per address', async () => {
  const strict = await startAgency({ env: { P2C_SIGN_INS_PER_MINUTE: '3', P2C_INTAKES_PER_HOUR: '2' } });
  try {
    const body = { name: 'a', password: 'b', workstation: 'c' };
    const tries = [];
    for (let n = 0; n < 4; n += 1) tries.push(await strict.call('POST', '/api/v1/sessions', { body }));
    expect(tries.map((one) => one.status)).toEqual([401, 401, 401, 429]);
    expect(tries[3]?.body.error.code).toBe('too_many_requests');
    expect(tries[3]?.headers.get('retry-after')).toMatch(/^\d+$/);
    const filed = [];
    for (let n = 0; n < 3; n += 1)
      filed.push(
        (await strict.call('POST', '/api/v1/intake', { body: intake({ facts: { who: { email: null } } }) })).status,
      );
    expect(filed).toEqual([201, 201, 429]);
  } finally {
    await strict.stop();
  }
});

test('sign-ins per account are rate-limited per network, and an unknown name is limited the same way', async () => {
  const strict = await startAgency({ env: { P2C_SIGN_INS_PER_ACCOUNT: '3', P2C_SECOND_FACTOR: 'required' } });
  try {
    const account = await strict.makeOfficer();
    const tries = async (name: string) => {
      const codes: string[] = [];
      for (const path of ['sessions', 'sessions', 'second-factor', 'sessions', 'second-factor']) {
        const body = { name, password: 'wrong', ...(path === 'sessions' ? { workstation: 'w' } : {}) };
        const headers = { 'x-forwarded-for': `2001:db8:0:1::${codes.length + 1}` };
        codes.push((await strict.call('POST', `/api/v1/${path}`, { body, headers })).body.error.code);
      }
      return codes;
    };
    const known = await tries(account.name);
    expect(known.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => 'bad_credentials'));
    expect(known.slice(3)).toEqual(['too_many_requests', 'too_many_requests']);
    expect(await tries('nobody.of.this.name')).toEqual(known);
    // The limit affects neither another account from the same network nor this account from elsewhere.
    const other = await strict.makeOfficer();
    for (const [{ name, password }, address] of [
      [other, '2001:db8:0:1::1'],
      [account, '2001:db8:0:2::1'],
    ] as const) {
      const headers = { 'x-forwarded-for': address };
      expect((await strict.call('POST', '/api/v1/second-factor', { body: { name, password }, headers })).status).toBe(
        201,
      );
    }
  } finally {
    await strict.stop();
  }
});

test('a flood of sign-ins from its address leaves a known workstation its own limit; a forged token gets none', async () => {
  const strict = await startAgency({ env: { P2C_SIGN_INS_PER_MINUTE: '4', P2C_SIGN_INS_PER_ACCOUNT: '3' } });
  try {
    const account = await strict.makeOfficer();
    const { deviceToken } = (await trySignIn(strict, account)).body;
    if (deviceToken === null) throw new Error('no token was given');
    for (let n = 0; n < 6; n += 1) await trySignIn(strict, { ...account, password: 'wrong' });
    expect((await trySignIn(strict, account)).status).toBe(429);
    expect((await trySignIn(strict, account, { deviceToken: 'A'.repeat(86) })).status).toBe(429);
    const known = [];
    for (let n = 0; n < 4; n += 1) known.push((await trySignIn(strict, account, { deviceToken })).status);
    expect(known).toEqual([201, 201, 201, 429]);
  } finally {
    await strict.stop();
  }
});

test('printing letters is rate-limited per session, from any address, and affects no other session', async () => {
  const strict = await startAgency({ env: { P2C_PRINTS_PER_MINUTE: '2' } });
  try {
    const [one, other] = [await strict.signedIn(), await strict.signedIn()];
    const draw = async (token: string, address: number, scheme = 'Bearer') => {
      const headers = { 'x-forwarded-for': `192.0.2.${address}`, authorization: `${scheme} ${token}` };
      const body = { letterIds: [randomUUID()] };
      const answer = await strict.call('POST', '/api/v1/papers/pdf', { body, headers });
      return [answer.status, answer.headers.get('retry-after') !== null];
    };
    for (const address of [1, 2]) expect(await draw(one.token, address)).toEqual([404, false]);
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect([scheme, await draw(one.token, 3, scheme)]).toEqual([scheme, [429, true]]);
    }
    expect(await draw(other.token, 3)).toEqual([404, false]);
    // Everything else that this session does still works.
    expect((await strict.call('GET', '/api/v1/papers', { token: one.token })).status).toBe(200);
  } finally {
    await strict.stop();
  }
});

test('while the database is down the response is "unavailable", and the server recovers automatically', async () => {
  const own = await startAgency();
  try {
    const { token } = await own.signedIn();
    const waiting = own.call('GET', '/api/v1/changes?wait=1', { token });
    await own.cutDatabase();
    expect((await waiting).status).toBeLessThan(600);
    await expect.poll(async () => (await own.call('GET', '/healthz')).status).toBe(200);
    await expect.poll(async () => (await own.call('GET', '/api/v1/me', { token })).status).toBe(200);
    const after = (await own.call('GET', '/api/v1/changes', { token })).body.cursor;
    const news = own.call('GET', `/api/v1/changes?wait=20&after=${after}`, { token });
    await expect.poll(own.waiting).toBe(1);
    await own.file();
    expect((await news).body.reports).toHaveLength(1);
  } finally {
    await own.stop();
  }
});

test("a report with an unconfirmed email address is accepted outside the portal only with the agency's key", async () => {
  const body = intake({ facts: { who: { email: 'unconfirmed@example.org' } } });
  const send = async (headers: Record<string, string>, what: unknown = body) => {
    const { status, body: answer } = await agency.call('POST', '/api/v1/intake', { body: what, headers });
    return status === 201 ? 'filed' : `${status} ${answer.error.code}`;
  };
  expect(await send({})).toBe('403 address_not_confirmed');
  expect(await send({ 'intake-key': 'a key of somebody else' })).toBe('401 unauthenticated');
  expect(await send({ 'intake-key': INTAKE_KEY })).toBe('filed');
  expect(await send({}, intake({ facts: { who: { email: null } } }))).toBe('filed');
  const { version } = await agency.publish((policy) => ({
    ...policy,
    limits: { ...policy.limits, confirmEmail: false },
  }));
  expect(version).toBeGreaterThan(1);
  expect(await send({})).toBe('filed');
});
