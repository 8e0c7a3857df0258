import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import type { Role } from '#shared/domain/officer.ts';
import { type Account, type Agency, startAgency } from '../../helpers/agency.ts';
import { trySignIn } from '../../helpers/signing-in.ts';
import { until } from '../../helpers/workstation.ts';

const MINUTE_MS = 60_000;
const BY = { actor: 'test', source: 'test' };
let agency: Agency;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_ALERT_TO: 'duty@agency.example' } });
});
afterAll(() => agency.stop());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS);
};
type Who = Pick<Account, 'name' | 'password'>;
let nextAddress = 0;
/** Returns an address from which nobody has tried to sign in. */
const clean = () => {
  nextAddress += 1;
  return `198.51.${100 + Math.floor(nextAddress / 250)}.${1 + (nextAddress % 250)}`;
};
const outcome = async (who: Who, from: { address: string; deviceToken?: string | undefined }) => {
  const { address, deviceToken } = from;
  const answer = await trySignIn(agency, who, { address, ...(deviceToken === undefined ? {} : { deviceToken }) });
  return answer.status === 201 ? 'signed in' : `${answer.status} ${answer.body.error.code}`;
};
/** Signs in from an unknown workstation. Returns the address and the token that make it known from then on. */
const becomeKnown = async (who: Who): Promise<{ address: string; deviceToken: string }> => {
  const address = clean();
  const { body } = await trySignIn(agency, who, { address });
  if (body.deviceToken === null) throw new Error('no token was given');
  return { address, deviceToken: body.deviceToken };
};
const wrong = ({ name }: Pick<Account, 'name'>) => ({ name, password: 'wrong' });
const guess = async (who: Pick<Account, 'name'>, address: string, times = 5) => {
  const outcomes: string[] = [];
  for (let n = 0; n < times; n += 1) outcomes.push(await outcome(wrong(who), { address }));
  return outcomes;
};
const FIVE_THEN_LOCKED = [...Array(5).fill('401 bad_credentials'), '423 account_locked'];

describe('five wrong sign-ins', () => {
  test.each<Role>(['officer', 'administrator'])(
    'from elsewhere lock an %s out of neither the known workstation nor a new one at a clean address',
    async (role) => {
      const account = await agency.makeOfficer(role);
      const desk = await becomeKnown(account);
      const attacker = clean();
      expect(await guess(account, attacker, 6)).toEqual(FIVE_THEN_LOCKED);
      expect(await outcome(account, { address: attacker })).toBe('423 account_locked');
      expect(await outcome(account, desk)).toBe('signed in');
      expect(await outcome(account, { address: clean() })).toBe('signed in');
    },
  );

  test("from the account owner's own address do not affect the workstation that is known there", async () => {
    const account = await agency.makeOfficer();
    const desk = await becomeKnown(account);
    await guess(account, desk.address);
    expect(await outcome(account, { address: desk.address })).toBe('423 account_locked');
    expect(await outcome(account, desk)).toBe('signed in');
  });

  test('at a known workstation lock it for everyone who uses it, and lock no other', async () => {
    const account = await agency.makeOfficer();
    const [desk, laptop] = [await becomeKnown(account), await becomeKnown(account)];
    for (let n = 0; n < 5; n += 1) expect(await outcome(wrong(account), desk)).toBe('401 bad_credentials');
    later(24 * 60);
    expect(await outcome(account, desk)).toBe('423 account_locked');
    expect(await outcome(account, { ...desk, address: clean() })).toBe('423 account_locked');
    expect(await outcome(account, laptop)).toBe('signed in');
    expect(await outcome(account, { address: desk.address })).toBe('signed in');
  });

  test('from one IPv6 network count as one source, regardless of the rest of the address', async () => {
    const account = await agency.makeOfficer();
    for (let n = 0; n < 5; n += 1) await guess(account, `2001:db8:7:8:${n}::${n + 1}`, 1);
    expect(await outcome(account, { address: '2001:db8:7:8:ffff::1' })).toBe('423 account_locked');
    expect(await outcome(account, { address: '2001:db8:7:9::1' })).toBe('signed in');
  });
});

test('a workstation is known only by a token this server issued for that same account', async () => {
  const [account, colleague] = [await agency.makeOfficer(), await agency.makeOfficer()];
  const theirs = await becomeKnown(colleague);
  const attacker = clean();
  await guess(account, attacker);
  for (const deviceToken of [theirs.deviceToken, 'A'.repeat(86), Buffer.alloc(64, 7).toString('base64url')]) {
    expect(await outcome(account, { address: attacker, deviceToken })).toBe('423 account_locked');
  }
  expect((await trySignIn(agency, account, { address: clean(), deviceToken: 'short' })).status).toBe(400);
});

test("a workstation gets its token once, and is unknown again after an administrator ends the officer's sessions", async () => {
  const account = await agency.makeOfficer();
  const administrator = await agency.signedIn('administrator');
  const desk = await becomeKnown(account);
  expect((await trySignIn(agency, account, desk)).body.deviceToken).toBeNull();
  await guess(account, desk.address);
  expect(await outcome(account, desk)).toBe('signed in');
  const { token } = administrator;
  await agency.call('POST', '/api/v1/revocations', { token, body: { officerId: account.officer.id } });
  expect(await outcome(account, desk)).toBe('423 account_locked');
});

test("an administrator sees an account's locks and releases one or all of them", async () => {
  const account = await agency.makeOfficer();
  const { token } = await agency.signedIn('administrator');
  const desk = await becomeKnown(account);
  const [one, other] = [clean(), clean()];
  await guess(account, one);
  later(1);
  await guess(account, other);
  later(1);
  for (let n = 0; n < 5; n += 1) await outcome(wrong(account), desk);
  const change = async (body: object) =>
    (await agency.call('POST', `/api/v1/accounts/${account.officer.id}/changes`, { token, body })).body.account;
  const list = await agency.call('GET', `/api/v1/accounts?text=${account.name}`, { token });
  expect(list.body.rows[0].lockedCount).toBe(3);
  expect(list.body.rows[0].lockedSources).toMatchObject([
    { kind: 'workstation', name: 'Front desk' },
    { kind: 'address', name: other, source: `address ${other}` },
    { kind: 'address', name: one },
  ]);
  expect(await change({ kind: 'unlock', source: `address ${one}` })).toMatchObject({ lockedCount: 2 });
  expect(await outcome(account, { address: one })).toBe('signed in');
  expect(await outcome(account, { address: other })).toBe('423 account_locked');
  expect(await change({ kind: 'unlock' })).toMatchObject({ lockedSources: [], lockedCount: 0 });
  expect(await outcome(account, { address: other })).toBe('signed in');
  expect(await outcome(account, desk)).toBe('signed in');
  // After the unlock, the account has five attempts again.
  await guess(account, one);
  expect(await outcome(account, { address: one })).toBe('423 account_locked');
});

describe('more than fifty wrong sign-ins to one account in an hour', () => {
  const overrun = async (who: Pick<Account, 'name'>) => {
    for (let n = 0; n < 10; n += 1) await guess(who, clean());
  };
  const alerts = () => agency.mail.mails.filter(({ parsed }) => parsed.subject?.includes('sign-ins to'));

  test('leave unknown workstations one try a minute and known ones all of theirs, and send one email alert', async () => {
    const account = await agency.makeOfficer();
    const desk = await becomeKnown(account);
    await overrun(account);
    expect(alerts()).toHaveLength(0);
    expect(await outcome(account, { address: clean() })).toBe('signed in');
    expect(await guess(account, clean(), 1)).toEqual(['401 bad_credentials']);

    expect(await outcome(account, { address: clean() })).toBe('signed in');
    const soon = await trySignIn(agency, account, { address: clean() });
    expect([soon.status, soon.body.error.code, soon.headers.get('retry-after')]).toEqual([
      429,
      'too_many_requests',
      '60',
    ]);
    for (let n = 0; n < 3; n += 1) expect(await outcome(account, desk)).toBe('signed in');
    later(1);
    expect(await outcome(account, { address: clean() })).toBe('signed in');
    expect(await outcome(account, { address: clean() })).toBe('429 too_many_requests');
    for (let n = 0; n < 9; n += 1) {
      later(1);
      await guess(account, clean(), 1);
    }
    later(61);
    expect(await guess(account, clean(), 2)).toEqual(['401 bad_credentials', '401 bad_credentials']);

    await until(alerts, ({ length }) => length > 0);
    expect(alerts().map(({ parsed }) => parsed.subject)).toEqual([`P2C Review: sign-ins to ${account.name}`]);
    const { rows } = { rows: await agency.deps.db.selectFrom('audit').selectAll().execute() };
    const slow = rows.filter(({ action, target }) => action === 'officer.slow' && target === account.officer.id);
    expect(slow).toHaveLength(1);
  });

  test('cannot be exceeded by sixty simultaneous ones from sixty addresses', async () => {
    const { name } = await agency.makeOfficer();
    const all = await Promise.all(Array.from({ length: 60 }, () => outcome(wrong({ name }), { address: clean() })));
    expect(all.filter((one) => one.startsWith('401')).length).toBeLessThanOrEqual(51);
    expect(all.filter((one) => !/^(401|429|503)/.test(one))).toEqual([]);
  });

  test('cannot come from a locked address: only attempts that could succeed count', async () => {
    const account = await agency.makeOfficer();
    await guess(account, clean(), 60);
    expect(await outcome(account, { address: clean() })).toBe('signed in');
    expect(await outcome(account, { address: clean() })).toBe('signed in');
  });

  test('to an unknown name get the same responses, and no alert is sent', async () => {
    const before = alerts().length;
    await overrun({ name: 'nobody.at.all' });
    const address = clean();
    expect(await guess({ name: 'nobody.at.all' }, address, 3)).toEqual([
      '401 bad_credentials',
      '401 bad_credentials',
      '429 too_many_requests',
    ]);
    expect(alerts()).toHaveLength(before);
  });
});

test("real and made-up names look the same to a stranger, before, during and after a lockout or the owner's sign-in", async () => {
  const account = await agency.makeOfficer();
  const invented = { name: 'somebody.invented' };
  const [address, atHolders] = [clean(), clean()];
  const both = async (from: string, times = 1) => {
    const real = await guess(account, from, times);
    expect(await guess(invented, from, times)).toEqual(real);
    return real;
  };
  expect(await both(address, 7)).toEqual([...FIVE_THEN_LOCKED, '423 account_locked']);
  await changeAccount(agency.deps, { name: account.name }, { kind: 'unlock' }, BY);
  await both(address, 3);
  expect(await outcome(account, { address })).toBe('signed in');
  await both(address, 7);
  later(20);
  await both(address, 6);
  await changeAccount(agency.deps, { name: account.name }, { kind: 'reset_password' }, BY);
  await both(address, 3);

  const holder = await agency.makeOfficer();
  const sharing = async (times: number) => {
    const real = await guess(holder, atHolders, times);
    expect(await guess({ name: 'also.invented' }, atHolders, times)).toEqual(real);
  };
  await sharing(4);
  expect(await outcome(holder, { address: atHolders })).toBe('signed in');
  await sharing(4);
  // The holder signed in successfully in between, and fewer than five attempts have failed since then.
  expect(await outcome(holder, { address: atHolders })).toBe('signed in');
});
