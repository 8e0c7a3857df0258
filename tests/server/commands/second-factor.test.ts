import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { readAudit } from '#server/db/audit.ts';
import { type Account, type Agency, startAgency } from '../../helpers/agency.ts';
import { anotherCode, codeAt, enroll, trySignIn } from '../../helpers/signing-in.ts';

const BY = { actor: 'test', source: 'test' };
let agency: Agency;
let account: Account;
let now = new Date('2026-03-07T14:00:00.000Z');
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_SECOND_FACTOR: 'required' } });
});
afterAll(() => agency.stop());
beforeEach(async () => {
  later(3600);
  account = await agency.makeOfficer();
});
const outcome = async (given: Parameters<typeof trySignIn>[2], who: Pick<Account, 'name' | 'password'> = account) => {
  const { status, body } = await trySignIn(agency, who, given);
  return status === 201 ? 'signed in' : body.error.code;
};
const enrolled = async () => {
  const key = await enroll(agency, account);
  expect(await outcome({ code: codeAt(key, now) })).toBe('signed in');
  return key;
};

describe('the second factor', () => {
  test('is set up at the first sign-in, and takes effect once a correct code is entered', async () => {
    expect(await outcome({})).toBe('enrollment_needed');
    const answer = await agency.call('POST', '/api/v1/second-factor', { body: account && { ...pick(account) } });
    expect(answer.body.uri).toMatch(/^otpauth:\/\/totp\/P2C%20Review/);
    const { key } = answer.body;
    expect(await outcome({})).toBe('enrollment_needed');
    expect(await outcome({ code: anotherCode(codeAt(key, now)) })).toBe('wrong_code');
    expect(await outcome({ code: codeAt(key, now) })).toBe('signed in');
    later(60);
    expect(await outcome({})).toBe('code_needed');
    expect(await outcome({ code: codeAt(key, now) })).toBe('signed in');
  });

  test('accepts a code only once, and none from an earlier time step', async () => {
    const key = await enrolled();
    later(60);
    const code = codeAt(key, now);
    expect(await outcome({ code })).toBe('signed in');
    expect(await outcome({ code })).toBe('wrong_code');
    expect(await outcome({ code: codeAt(key, now, -1) })).toBe('wrong_code');
    expect(await outcome({ code: codeAt(key, now, 1) })).toBe('signed in');
  });

  test('of whoever has the password alone, each try counts where no code follows, and a sign-in starts over', async () => {
    const key = await enrolled();
    later(60);
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 3; tries += 1) expect(await outcome({})).toBe('code_needed');
      expect(await outcome({ code: codeAt(key, now) })).toBe('signed in');
      later(20 * 60);
    }
    for (let tries = 0; tries < 5; tries += 1) expect(await outcome({})).toBe('code_needed');
    expect(await outcome({})).toBe('account_locked');
    expect(await outcome({ code: codeAt(key, now) })).toBe('account_locked');
  });

  test('opens one session per code, even if two requests send it at the same time', async () => {
    const key = await enrolled();
    later(60);
    const code = codeAt(key, now);
    const both = await Promise.all([outcome({ code }), outcome({ code })]);
    expect(both.sort()).toEqual(['signed in', 'wrong_code']);
  });

  test('accepts codes one time step early or late, for clocks that differ, and no more', async () => {
    const key = await enrolled();
    for (const [steps, expected] of [
      [-2, 'wrong_code'],
      [2, 'wrong_code'],
      [-1, 'signed in'],
      [1, 'signed in'],
    ] as const) {
      later(300);
      expect(await outcome({ code: codeAt(key, now, steps) }), String(steps)).toBe(expected);
    }
  });

  test('asks for a code only after a correct password, and wrong codes lock like wrong passwords', async () => {
    const key = await enrolled();
    later(60);
    expect(await outcome({ code: codeAt(key, now) }, { ...account, password: 'wrong' })).toBe('bad_credentials');
    for (let n = 0; n < 4; n += 1) {
      expect(await outcome({ code: anotherCode(codeAt(key, now)) })).toBe('wrong_code');
    }
    expect(await outcome({ code: codeAt(key, now) })).toBe('account_locked');
  });

  test('cannot be set up again by someone who only knows the password', async () => {
    const key = await enrolled();
    const again = await agency.call('POST', '/api/v1/second-factor', { body: pick(account) });
    expect([again.status, again.body.error.code]).toEqual([403, 'forbidden']);
    later(60);
    expect(await outcome({ code: codeAt(key, now) })).toBe('signed in');
  });

  test('can be set up again after an administrator resets it', async () => {
    const key = await enrolled();
    await changeAccount(agency.deps, { name: account.name }, { kind: 'reset_second_factor' }, BY);
    later(60);
    expect(await outcome({ code: codeAt(key, now) })).toBe('enrollment_needed');
    expect(await enrolled()).not.toBe(key);
  });

  test('is encrypted in the database', async () => {
    const key = await enrolled();
    const row = await agency.deps.db
      .selectFrom('officer')
      .select('totp_seed')
      .where('name', '=', account.name)
      .executeTakeFirstOrThrow();
    const { Secret } = await import('otpauth');
    expect(row.totp_seed?.includes(Buffer.from(Secret.fromBase32(key).bytes))).toBe(false);
    expect(row.totp_seed?.includes(Buffer.from(key))).toBe(false);
  });

  test('is audited: enrollment started, set up, and every failure with its reason', async () => {
    const before = (await readAudit(agency.deps.db, 0, 100_000)).length;
    await outcome({});
    const key = await enroll(agency, account);
    await outcome({ code: anotherCode(codeAt(key, now)) });
    await outcome({ code: codeAt(key, now) });
    const rows = (await readAudit(agency.deps.db, 0, 100_000)).slice(before);
    expect(rows.map(({ action, outcome, detail }) => [action, outcome, detail['why']])).toEqual([
      ['session.step', 'success', 'no_second_factor_yet'],
      ['officer.enroll', 'success', undefined],
      ['session.open', 'failure', 'wrong_code'],
      ['officer.second_factor', 'success', undefined],
      ['session.open', 'success', undefined],
    ]);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

test('if it is optional, only officers who set one up are asked for a code', async () => {
  const optional = await startAgency({ now: () => now, env: { P2C_SECOND_FACTOR: 'optional' } });
  try {
    const one = await optional.makeOfficer();
    expect((await trySignIn(optional, one)).status).toBe(201);
    const key = await enroll(optional, one);
    expect((await trySignIn(optional, one, { code: codeAt(key, now) })).status).toBe(201);
    expect((await trySignIn(optional, one)).body.error.code).toBe('code_needed');
  } finally {
    await optional.stop();
  }
});

const pick = ({ name, password }: Account) => ({ name, password });
