import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { anotherCode, codeAt, enroll, trySignIn } from '../../../helpers/signing-in.ts';

const MINUTE_MS = 60_000;
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({
    now: () => now,
    env: { P2C_SECOND_FACTOR: 'required', P2C_PROOF_MINUTES: '10' },
  });
});
afterAll(() => agency.stop());

let administrator: Account;
let key: string;
let token: string;
beforeEach(async () => {
  administrator = await agency.makeOfficer('administrator');
  key = await enroll(agency, administrator);
  ({ token } = (await trySignIn(agency, administrator, { code: codeAt(key, now) })).body);
});
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS);
};
let made = 0;
const makeAccount = async () => {
  made += 1;
  const body = { name: `new-${made}`, displayName: 'New', role: 'officer' };
  const answer = await agency.call('POST', '/api/v1/accounts', { token, body });
  return answer.status === 201 ? 'made' : `${answer.status} ${answer.body.error.code}`;
};
const prove = async (given: { password: string; code?: string; recoveryCode?: string }) => {
  const answer = await agency.call('POST', '/api/v1/sessions/current/proof', { token, body: given });
  return answer.status === 204 ? 'proven' : answer.body.error.code;
};
const lastAudit = async () => (await readAudit(agency.deps.db, 0, 100_000)).at(-1);

test('a sign-in allows account changes for ten minutes; after that, password and code are needed again', async () => {
  later(10);
  expect(await makeAccount()).toBe('made');
  later(1);
  expect(await makeAccount()).toBe('403 proof_needed');
  const { password } = administrator;
  expect(await prove({ password })).toBe('code_needed');
  expect(await prove({ password, code: anotherCode(codeAt(key, now)) })).toBe('wrong_code');
  expect(await prove({ password: 'wrong', code: codeAt(key, now) })).toBe('bad_credentials');
  expect(await makeAccount()).toBe('403 proof_needed');
  expect(await prove({ password, code: codeAt(key, now) })).toBe('proven');
  expect(await lastAudit()).toMatchObject({
    action: 'session.prove',
    actor: administrator.officer.id,
    outcome: 'success',
    detail: { factors: 2 },
  });
  expect(await makeAccount()).toBe('made');
  // A code works only once, here as at sign-in.
  expect(await prove({ password, code: codeAt(key, now) })).toBe('wrong_code');
});

test('without the phone, a recovery code confirms who it is, once, and is audited', async () => {
  const { codes } = (await agency.call('POST', '/api/v1/me/recovery-codes', { token })).body;
  later(11);
  expect(await makeAccount()).toBe('403 proof_needed');
  const given = { password: administrator.password, recoveryCode: codes[0] };
  expect(await prove({ ...given, password: 'wrong' })).toBe('bad_credentials');
  expect(await prove(given)).toBe('proven');
  expect(await makeAccount()).toBe('made');
  expect(await prove(given)).toBe('wrong_code');
  const used = (await readAudit(agency.deps.db, 0, 100_000)).filter(
    ({ actor, action }) => actor === administrator.officer.id && action === 'officer.recovery_code',
  );
  expect(used).toMatchObject([{ outcome: 'success', detail: { left: 9 } }]);
});

test('an expired confirmation allows no privileged action, but reading and everyday work continue', async () => {
  later(60);
  const officerId = administrator.officer.id;
  const ask = async (method: string, path: string, body?: unknown) =>
    (await agency.call(method, path, { token, ...(body === undefined ? {} : { body }) })).status;
  expect(await ask('POST', `/api/v1/accounts/${officerId}/changes`, { kind: 'unlock' })).toBe(403);
  expect(await ask('POST', '/api/v1/revocations', { officerId })).toBe(403);
  expect(await ask('GET', '/api/v1/accounts')).toBe(200);
  expect(await ask('GET', '/api/v1/sessions')).toBe(200);
  expect(await ask('GET', '/api/v1/me')).toBe(200);

  const supervisor = await agency.makeOfficer('supervisor');
  const hers = await enroll(agency, supervisor);
  ({ token } = (await trySignIn(agency, supervisor, { code: codeAt(hers, now) })).body);
  expect(await ask('GET', '/api/v1/audit?after=0')).toBe(200);
  later(11);
  expect(await ask('GET', '/api/v1/audit?after=0')).toBe(403);
  expect(await ask('GET', '/api/v1/decisions')).toBe(200);
});

test('someone who has the session but not the password gets five tries', async () => {
  later(11);
  for (let n = 0; n < 5; n += 1) expect(await prove({ password: 'guess' })).toBe('bad_credentials');
  expect(await prove({ password: administrator.password })).toBe('account_locked');
  expect(await makeAccount()).toBe('403 proof_needed');
});

test('a second factor set up while reauthenticating is audited like one set up at sign-in', async () => {
  const optional = await startAgency({ now: () => now, env: { P2C_SECOND_FACTOR: 'optional' } });
  try {
    const officer = await optional.makeOfficer('officer');
    const { token: session } = (await trySignIn(optional, officer)).body;
    const { name, password } = officer;
    const begun = await optional.call('POST', '/api/v1/second-factor', { body: { name, password } });
    const body = { password, code: codeAt(begun.body.key, now) };
    expect((await optional.call('POST', '/api/v1/sessions/current/proof', { token: session, body })).status).toBe(204);
    const rows = (await readAudit(optional.deps.db, 0, 1_000)).slice(-2);
    expect(rows).toMatchObject([
      { action: 'officer.second_factor', target: officer.officer.id, outcome: 'success' },
      { action: 'session.prove', detail: { factors: 2 } },
    ]);
  } finally {
    await optional.stop();
  }
});
