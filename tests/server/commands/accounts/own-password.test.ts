import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { codeAt, enroll, trySignIn } from '../../../helpers/signing-in.ts';

const BY = { actor: 'test', source: 'test' };
const OWN = 'a heron over the river';
const now = new Date('2026-03-07T14:00:00.000Z');
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_SECOND_FACTOR: 'required' } });
});
afterAll(() => agency.stop());

const made = async (name: string) => {
  const { password } = await createOfficer(agency.deps, { name, displayName: 'Officer Quill', role: 'officer' }, BY);
  return { name, password };
};

describe('a password set by someone else', () => {
  test('grants no access until its officer has chosen a new one and set up a second factor', async () => {
    const account = await made('first');
    expect((await trySignIn(agency, account)).body.error.code).toBe('new_password_needed');
    expect((await trySignIn(agency, account, { newPassword: OWN })).body.error.code).toBe('enrollment_needed');
    const key = await enroll(agency, account);
    const code = codeAt(key, now);
    expect((await trySignIn(agency, account, { code })).body.error.code).toBe('new_password_needed');
    expect((await trySignIn(agency, account, { code, newPassword: OWN })).status).toBe(201);
    expect((await trySignIn(agency, account)).body.error.code).toBe('bad_credentials');
    expect((await trySignIn(agency, { ...account, password: OWN })).body.error.code).toBe('code_needed');
  });

  test.each([
    ['seven77', 'too_short'],
    ['Password1', 'password_common'],
    ['QWERTYUIOP', 'password_common'],
    ['aaaaaaaaaaaa', 'password_uniform'],
    ['Quill2026', 'password_of_own_name'],
    ['for try-only doors', 'password_of_own_name'],
    ['second-try99', 'password_of_own_name'],
    ['Hartford2026!', 'password_expected'],
  ])('cannot be replaced by %s', async (newPassword, why) => {
    const name =
      ['second-try', 'try-only'].find((one) => newPassword.includes(one)) ??
      `o-${Math.random().toString(36).slice(2, 8)}`;
    const { status, body } = await trySignIn(agency, await made(name), { newPassword });
    expect([status, body.error.code, body.error.fields?.[0]?.path]).toEqual([409, 'against_rule', 'newPassword']);
    expect(body.error.fields?.[0]?.detail.code).toBe(why);
  });

  test.each(['Springfield26', 'springfieldPD!', 'Springfield Police 1'])(
    'cannot be replaced by %s where the agency is in Springfield',
    async (newPassword) => {
      const before = await agency.policy();
      await agency.publish((policy) => ({ ...policy, agency: { ...policy.agency, city: 'Springfield' } }));
      const { body } = await trySignIn(agency, await made(`o-${Math.random().toString(36).slice(2, 8)}`), {
        newPassword,
      });
      expect(body.error.fields?.[0]?.detail.code).toBe('password_expected');
      await agency.publish(() => before);
    },
  );

  test('cannot be replaced by the same password', async () => {
    const account = await made('same');
    const { body } = await trySignIn(agency, account, { newPassword: account.password });
    expect(body.error.fields?.[0]?.detail.code).toBe('password_same');
  });
});

describe("an officer's own password", () => {
  test('is changed by its officer using the current one, which ends their other sessions but not this one', async () => {
    const open = await startAgency();
    try {
      const account = await open.makeOfficer();
      const [here, there] = [await open.signIn(account), await open.signIn(account)];
      const change = (password: string, newPassword: string) =>
        open.call('PUT', '/api/v1/me/password', { token: here.token, body: { password, newPassword } });
      expect((await change('wrong', OWN)).body.error.code).toBe('bad_credentials');
      expect((await change(account.password, 'password')).body.error.fields[0].path).toBe('newPassword');
      expect((await change(account.password, OWN)).status).toBe(204);
      expect((await open.call('GET', '/api/v1/me', here)).status).toBe(200);
      const other = await open.call('GET', '/api/v1/me', there);
      // The other session has ended but is not revoked: a revocation would delete the cache on that workstation.
      expect(other.body.error.code).toBe('unauthenticated');
      await expect(open.signIn(account)).rejects.toThrow('401');
      await open.signIn({ ...account, password: OWN });
    } finally {
      await open.stop();
    }
  });

  test('cannot be guessed by someone at an open session: five tries lock the account', async () => {
    const open = await startAgency();
    try {
      const account = await open.makeOfficer();
      const { token } = await open.signIn(account);
      for (let n = 0; n < 5; n += 1) {
        await open.call('PUT', '/api/v1/me/password', { token, body: { password: `wrong ${n}`, newPassword: OWN } });
      }
      const sixth = await open.call('PUT', '/api/v1/me/password', {
        token,
        body: { password: account.password, newPassword: OWN },
      });
      expect(sixth.body.error.code).toBe('account_locked');
    } finally {
      await open.stop();
    }
  });
});
