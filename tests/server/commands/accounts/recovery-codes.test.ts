import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { readAudit } from '#server/db/audit.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { codeAt, enroll, trySignIn } from '../../../helpers/signing-in.ts';

let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_SECOND_FACTOR: 'required', P2C_PROOF_MINUTES: '10' } });
});
afterAll(() => agency.stop());

/** Makes an officer with an authenticator app and ten codes. */
async function withCodes() {
  now = new Date(now.getTime() + 3_600_000);
  const account = await agency.makeOfficer();
  const key = await enroll(agency, account);
  const { token } = (await trySignIn(agency, account, { code: codeAt(key, now) })).body;
  const { status, body } = await agency.call('POST', '/api/v1/me/recovery-codes', { token });
  expect(status).toBe(201);
  return { account, token, codes: body.codes as string[], key };
}
const by = async (account: Account, recoveryCode: string) => {
  const { status, body } = await trySignIn(agency, account, { recoveryCode });
  return status === 201 ? 'signed in' : body.error.code;
};
const left = async (token: string) => (await agency.call('GET', '/api/v1/me/recovery-codes', { token })).body.left;

test('ten codes, each of which replaces the app once, however it is typed', async () => {
  const { account, token, codes } = await withCodes();
  expect(new Set(codes).size).toBe(10);
  const [first = '', second = ''] = codes;
  expect(await by(account, first)).toBe('signed in');
  expect(await by(account, first)).toBe('wrong_code');
  expect(await by(account, second.toLowerCase().replaceAll('-', ' '))).toBe('signed in');
  expect(await left(token)).toBe(8);
});

test('a wrong code is answered as a recovery code, not as one of the app', async () => {
  const { account } = await withCodes();
  const { body } = await trySignIn(agency, account, { recoveryCode: 'AAAA-AAAA-AAAA' });
  expect(body.error.detail).toEqual({ code: 'recovery_code_not_accepted', params: {} });
});

test('two requests at once use a code once', async () => {
  const { account, codes } = await withCodes();
  const both = await Promise.all([by(account, codes[0] ?? ''), by(account, codes[0] ?? '')]);
  expect(both.sort()).toEqual(['signed in', 'wrong_code']);
});

test('new codes replace the old ones, and a reset of the app removes them', async () => {
  const { account, token, codes } = await withCodes();
  const { body } = await agency.call('POST', '/api/v1/me/recovery-codes', { token });
  expect(await by(account, codes[0] ?? '')).toBe('wrong_code');
  expect(await by(account, body.codes[0])).toBe('signed in');
  await changeAccount(
    agency.deps,
    { name: account.name },
    { kind: 'reset_second_factor' },
    { actor: 'test', source: 'test' },
  );
  expect(await by(account, body.codes[1])).toBe('enrollment_needed');
});

test('a code does not replace the password, and works for its account only', async () => {
  const [one, other] = [await withCodes(), await withCodes()];
  expect(await by({ ...one.account, password: 'wrong' }, one.codes[0] ?? '')).toBe('bad_credentials');
  expect(await by(other.account, one.codes[0] ?? '')).toBe('wrong_code');
});

test('five wrong codes lock the source, as wrong passwords do', async () => {
  const { account, codes } = await withCodes();
  for (let n = 0; n < 5; n += 1) expect(await by(account, 'AAAA-AAAA-AAAA')).toBe('wrong_code');
  expect(await by(account, codes[0] ?? '')).toBe('account_locked');
});

test('no code is stored, and making and using them is audited', async () => {
  const { account, codes } = await withCodes();
  await by(account, codes[0] ?? '');
  const kept = JSON.stringify([
    await agency.deps.db.selectFrom('recovery_code').selectAll().execute(),
    await readAudit(agency.deps.db, 0, 100_000),
  ]);
  for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''));
  const rows = (await readAudit(agency.deps.db, 0, 100_000)).filter(({ actor }) => actor === account.officer.id);
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['officer.recovery_codes', 'officer.recovery_code']),
  );
});

test('making codes is a privileged act', async () => {
  const { token } = await withCodes();
  now = new Date(now.getTime() + 11 * 60_000);
  const { body } = await agency.call('POST', '/api/v1/me/recovery-codes', { token });
  expect(body.error.code).toBe('proof_needed');
});

test('who signed in with a code, or whose code was used elsewhere since, learns how many are left', async () => {
  const { account, token, codes } = await withCodes();
  const state = async (of: string) => (await agency.call('GET', '/api/v1/me/recovery-codes', { token: of })).body;
  expect(await state(token)).toMatchObject({ left: 10, used: false });
  now = new Date(now.getTime() + 60_000);
  const { body } = await trySignIn(agency, account, { recoveryCode: codes[0] ?? '' });
  for (const one of [token, body.token]) expect(await state(one)).toMatchObject({ left: 9, used: true });
  now = new Date(now.getTime() + 60_000);
  const next = (await trySignIn(agency, account, { recoveryCode: codes[1] ?? '' })).body.token;
  await agency.call('POST', '/api/v1/me/recovery-codes', { token: next });
  expect(await state(next)).toMatchObject({ left: 10, used: false });
});
