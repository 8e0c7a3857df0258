import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#server/db/audit.ts';
import { enterJob } from '#server/db/jobs.ts';
import { errorBody } from '#server/routes/errors.ts';
import { api } from '#shared/api.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { intake } from '../../helpers/builders.ts';
import { places, put } from '../../helpers/from-schema.ts';

/*
 * Sends corrupted requests to every row of the contract. Each response must be one that the row allows, or an error in
 * the contract's form, but never a crash. Bodies are valid except for one or two values, because such bodies get
 * furthest.
 */

let agency: Agency;
let reportId: string;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  agency = await startAgency();
  // No server runs jobs here, but the desk can request this one.
  const tomorrow = new Date(Date.now() + 86_400_000);
  await enterJob(agency.deps.db, 'audit-check', tomorrow, tomorrow);
  reportId = (await agency.file()).id;
  for (const role of ['officer', 'supervisor', 'records', 'administrator'] as const)
    tokens[role] = (await agency.signedIn(role)).token;
});
afterAll(() => agency.stop());

const NASTY = [
  '',
  ' ',
  '\0',
  'a\u0000b',
  '\ud800',
  '\udfff',
  '\ufeff',
  '../../etc/passwd',
  "'; drop table report; --",
  '<script>alert(1)</script>',
  '{link}',
  '$1',
  '%00',
  'x'.repeat(5_000),
  '😀'.repeat(3_000),
  '2026-02-30T25:61:61.999Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  'NaN',
  '1e309',
  '-0',
];
const nasty = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, null, true, -1, 0, 1e21, 2 ** 53, -0.5, [], {}, [[]], { a: { b: null } }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const REPORT = '0195706f-0000-7000-8000-000000000001';
const OTHER = '0195706f-0000-7000-8000-000000000002';
const BODIES: Partial<Record<keyof typeof api, unknown>> = {
  signIn: { name: 'nobody', password: 'wrong', workstation: 'w' },
  startEnrollment: { name: 'nobody', password: 'wrong' },
  refresh: { refreshToken: 'x'.repeat(43) },
  reauthenticate: { password: 'wrong', code: '123456' },
  changePassword: { password: 'wrong', newPassword: 'a heron over the river' },
  createAccount: { name: 'fuzzed', displayName: 'Fuzzed', role: 'officer' },
  changeAccount: { kind: 'set_role', role: 'officer' },
  revoke: { sessionId: OTHER },
  act: {
    act: { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' },
    seen: { reportVersion: 1, policyVersion: 1, letterHash: 'a'.repeat(64) },
  },
  claim: { take: true },
  decidePair: { reports: [REPORT, OTHER], decision: 'same', note: '' },
  courtesyDone: { outcome: 'reached', note: '' },
  saveHintFeedback: { wrong: true },
  layHold: { why: 'A court asked for it.', until: '2027-03-01' },
  liftHold: { why: 'The case is closed.' },
  findReports: { reason: 'A test', fields: { name: 'soto', phone: '0142' }, from: '2026-03-01T00:00:00.000Z' },
  intake: intake({ facts: { who: { email: null } } }),
};

const queryOf = (row: Endpoint): string[] =>
  row.query !== undefined && 'shape' in row.query ? Object.keys(Object(row.query.shape)) : [];

const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/**
 * Encodes a value for an address. Whatever encodeURIComponent rejects is sent as the bytes that a broken program would
 * send.
 */
function encode(value: unknown): string {
  try {
    return encodeURIComponent(text(value).slice(0, 400));
  } catch {
    return '%ED%A0%80';
  }
}

test.each(Object.entries(api) as [keyof typeof api, Endpoint][])(
  '%s never crashes on any input',
  async (name, row) => {
    const good = BODIES[name] ?? {};
    const spoilt = fc
      .array(fc.tuple(fc.constantFrom(...places(good)), nasty), { minLength: 1, maxLength: 2 })
      .map((changes) => changes.reduce<unknown>((body, [path, what]) => put(body, path, () => what), good));
    const query = fc.dictionary(fc.constantFrom(...queryOf(row), 'other'), nasty, { maxKeys: 3 });
    const id = fc.oneof({ weight: 3, arbitrary: fc.constant(reportId) }, { weight: 1, arbitrary: nasty.map(text) });
    const role = fc.constantFrom('officer', 'supervisor', 'records', 'administrator', 'nobody');
    const key = fc.oneof(fc.uuid(), fc.constantFrom('', 'x', "'", '0'.repeat(300)));

    await fc.assert(
      fc.asyncProperty(spoilt, query, id, role, key, async (body, asked, reportAt, who, idempotencyKey) => {
        // Really signing out would end the tokens of all other runs.
        if (name === 'signOut' && who !== 'nobody') return;
        const { wait: _, ...rest } = asked;
        const search = Object.entries(rest).map(([field, value]) => `${field}=${encode(value)}`);
        const path = `${row.path.replace(/:\w+/, encode(reportAt) || '-')}?${search.join('&')}`;
        const token = tokens[who];
        const answer = await agency.call(row.method, path, {
          ...(token === undefined ? {} : { token }),
          ...(row.body === undefined ? {} : { body: JSON.stringify(body) ?? '' }),
          headers: { 'idempotency-key': idempotencyKey },
        });
        if (answer.status < 300) {
          if (row.status !== 204) row.response.parse(answer.body);
          return;
        }
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        const { error } = errorBody.parse(answer.body);
        if (error.code === 'invalid_request') expect(error.fields ?? []).toBeDefined();
        expect(JSON.stringify(answer.body)).not.toMatch(/ at .*\.ts|postgres|syntax error|node_modules/i);
      }),
      // Without a body, there is much less to corrupt, so fewer runs are enough.
      { numRuns: row.body === undefined ? 20 : 60, timeout: 30_000 },
    );
  },
  60_000,
);

test('after all that, the audit chain still verifies', async () => {
  expect(await verifyAudit(agency.deps.db)).toMatchObject({ ok: true });
});
