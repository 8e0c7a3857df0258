import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { linkOfficer } from '#server/commands/accounts/link-officer.ts';
import { readAudit } from '#server/db/audit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { openTestBrowser, redeem, startWay, throughProvider } from '../../helpers/browser-flow.ts';
import { type IdentityProvider, type Person, startIdentityProvider } from '../../helpers/identity-provider.ts';
import { trySignIn } from '../../helpers/signing-in.ts';

const BY = { actor: 'test', source: 'test' };
let directory: IdentityProvider;
let agency: Agency;
beforeAll(async () => {
  directory = await startIdentityProvider();
  agency = await startAgency({ env: { ...directory.env, P2C_SUPERVISORS_TO: 'sergeants@agency.example' } });
});
afterAll(async () => {
  await agency.stop();
  await directory.stop();
});

/** Signs someone in. Returns the session, or the reason why the directory's response was refused. */
async function signIn(sub: string, person?: Person) {
  if (person !== undefined) directory.people.set(sub, person);
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, sub);
  const error = back.searchParams.get('error');
  return error === null ? (await redeem(agency, started, back)).body : { error };
}
const officerNamed = (name: string) =>
  agency.deps.db.selectFrom('officer').selectAll().where('name', '=', name).executeTakeFirst();
const audit = async () => (await readAudit(agency.deps.db, 0, 100_000)).at(-1);

test('the role follows the directory at each sign-in, and supervisors are told', async () => {
  const person = { preferred_username: 'quill', name: 'Officer Quill' };
  const first = await signIn('q1', { ...person, roles: ['p2c-officers'] });
  expect(first.officer.role).toBe('officer');
  const next = await signIn('q1', { ...person, name: 'Sergeant Quill', roles: ['p2c-supervisors'] });
  expect(next.officer).toMatchObject({ id: first.officer.id, role: 'supervisor', displayName: 'Sergeant Quill' });
  // The session with the old role has ended.
  expect((await agency.call('GET', '/api/v1/me', { token: first.token })).body.error.code).toBe('unauthenticated');
  const mail = await agency.mail.mailTo('sergeants@agency.example', 'directory: quill');
  expect(mail.parsed.text).toContain('quill has a new account: officer');
});

test('someone who loses the role in the directory is disabled, and workstations destroy their keys', async () => {
  const { token } = await signIn('gone', { preferred_username: 'gone', roles: ['p2c-officers'] });
  expect(await signIn('gone', { preferred_username: 'gone', roles: [] })).toEqual({ error: 'no_role' });
  expect((await agency.call('GET', '/api/v1/me', { token })).body.error.code).toBe('session_revoked');
  expect(await officerNamed('gone')).toMatchObject({ disabled_why: 'directory' });
  expect(await audit()).toMatchObject({
    action: 'session.open',
    outcome: 'failure',
    detail: { why: 'directory_no_role' },
  });
  // When the directory gives the role back, the person can sign in again.
  expect(await signIn('gone', { preferred_username: 'gone', roles: ['p2c-officers'] })).toHaveProperty('token');
});

test('an account that an administrator disabled stays disabled, whatever the directory says', async () => {
  const person = { preferred_username: 'barred', roles: ['p2c-officers'] };
  await signIn('barred', person);
  await changeAccount(agency.deps, { name: 'barred' }, { kind: 'disable' }, BY);
  expect(await signIn('barred', person)).toEqual({ error: 'disabled' });
});

test('someone without a role gets no account', async () => {
  expect(await signIn('visitor', { preferred_username: 'visitor', roles: ['canteen'] })).toEqual({ error: 'no_role' });
  expect(await officerNamed('visitor')).toBeUndefined();
});

test('an e-mail address that the provider has not verified names no account', async () => {
  const roles = ['p2c-supervisors'];
  for (const email_verified of [false, undefined, 'true'])
    expect(await signIn('mail', { email: 'chief@agency.example', email_verified, roles })).toEqual({
      error: 'no_name',
    });
  const verified = await signIn('mail', { email: 'chief@agency.example', email_verified: true, roles });
  expect(verified.officer.name).toBe('chief@agency.example');
});

test('an account of this server with the same username is not taken over until an administrator links it', async () => {
  const { password, officer } = await createOfficer(
    agency.deps,
    { name: 'vega', displayName: 'Officer Vega', role: 'officer' },
    BY,
    { temporary: false },
  );
  const person = { preferred_username: 'vega', roles: ['p2c-supervisors'] };
  expect(await signIn('v-17', person)).toEqual({ error: 'name_taken' });
  expect(await audit()).toMatchObject({ actor: 'nobody', detail: { subject: 'v-17' } });
  await linkOfficer(agency.deps, { name: 'vega', issuer: directory.url, subject: 'v-17' }, BY);
  expect((await signIn('v-17', person)).officer).toMatchObject({ id: officer.id, role: 'supervisor' });
  // Linking the account to the directory removed its password.
  const answer = await trySignIn(agency, { name: 'vega', password });
  expect([answer.status, answer.body.error.code]).toEqual([401, 'bad_credentials']);
});

test('the directory decides about password and role of its accounts; an administrator only about their use', async () => {
  await signIn('owned', { preferred_username: 'owned', roles: ['p2c-officers'] });
  for (const change of [
    { kind: 'reset_password' },
    { kind: 'set_role', role: 'administrator' },
    { kind: 'reset_second_factor' },
  ] as const) {
    await expect(changeAccount(agency.deps, { name: 'owned' }, change, BY)).rejects.toMatchObject({
      code: 'forbidden',
      detail: { code: 'directory_account' },
    });
  }
});

test('the same username of someone else in the directory is not the same person', async () => {
  const person = { preferred_username: 'twin', roles: ['p2c-officers'] };
  await signIn('twin-1', person);
  expect(await signIn('twin-2', person)).toEqual({ error: 'name_taken' });
});
