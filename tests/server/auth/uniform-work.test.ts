import type * as argon2 from '@node-rs/argon2';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

/*
 * Compares the amount of work, because response times depend mostly on it and can't be compared on a busy machine. The
 * real argon2 runs here, and its calls are recorded.
 */
const work = vi.hoisted(() => ({ costs: [] as string[] }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>();
  return {
    ...real,
    verify: (stored: string, password: string) => {
      work.costs.push(stored.split('$').slice(1, 4).join(' '));
      return real.verify(stored, password);
    },
    hash: (...given: Parameters<typeof real.hash>) => {
      work.costs.push('hash');
      return real.hash(...given);
    },
  };
});

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ argon2: 'real' });
});
afterAll(() => agency.stop());
beforeEach(() => {
  work.costs = [];
});

const BY = { actor: 'test', source: 'test' };
const ONCE = ['argon2id v=19 m=19456,t=2,p=1'];
const signIn = async (name: string, password: string) => {
  work.costs = [];
  const { status } = await agency.call('POST', '/api/v1/sessions', { body: { name, password, workstation: 'test' } });
  return { status, costs: work.costs };
};

test('unknown name, wrong password, locked account and disabled account each cost one hash, like a correct password', async () => {
  const { name, password } = await agency.makeOfficer();
  const locked = await agency.makeOfficer();
  const disabled = await agency.makeOfficer();
  await changeAccount(agency.deps, { name: disabled.name }, { kind: 'disable' }, BY);
  for (const who of [locked.name, 'nobody-but-locked']) {
    for (let n = 0; n < 5; n += 1) await signIn(who, 'wrong');
  }

  expect(await signIn(name, password)).toEqual({ status: 201, costs: ONCE });
  expect(await signIn(name, 'wrong')).toEqual({ status: 401, costs: ONCE });
  expect(await signIn('nobody-has-this', 'wrong')).toEqual({ status: 401, costs: ONCE });
  expect(await signIn('', 'wrong')).toMatchObject({ status: 400, costs: [] });
  expect(await signIn(locked.name, locked.password)).toEqual({ status: 423, costs: ONCE });
  expect(await signIn('nobody-but-locked', 'wrong')).toEqual({ status: 423, costs: ONCE });
  expect(await signIn(disabled.name, disabled.password)).toEqual({ status: 401, costs: ONCE });
  // Unlocking the account does not change the cost either.
  await changeAccount(agency.deps, { name: locked.name }, { kind: 'unlock' }, BY);
  expect(await signIn(locked.name, 'wrong')).toEqual({ status: 423, costs: ONCE });
});

test('real and made-up names cause the same queries and audit rows before, during and after a lockout', async () => {
  const { name } = await agency.makeOfficer();
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  const asked = async (who: string) => {
    queries.mockClear();
    await signIn(who, 'wrong');
    const calls = queries.mock.calls as unknown as [string | { text: string }][];
    const texts = calls.map(([query]) => (typeof query === 'string' ? query : query.text));
    return texts.filter((text) => /sign_in_|"officer"/.test(text));
  };
  const audited = async () => {
    const { n } = await agency.deps.db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  const rows: number[] = [];
  for (let n = 0; n < 14; n += 1) {
    if (n === 7) await changeAccount(agency.deps, { name }, { kind: 'unlock' }, BY);
    const start = await audited();
    const ofReal = await asked(name);
    const between = await audited();
    expect(await asked('invented')).toEqual(ofReal);
    expect(ofReal.length).toBeGreaterThan(3);
    if (n < 11) expect((await audited()) - between).toBe(between - start);
    rows.push(between - start);
  }
  // The fifth attempt locks the account, which adds a row. This happens again after the unlock.
  expect(rows).toEqual([1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1]);
  queries.mockRestore();
});

test('second-factor enrollment does not reveal whether an account exists either', async () => {
  const { name } = await agency.makeOfficer();
  const enroll = async (who: string) => {
    work.costs = [];
    const { status } = await agency.call('POST', '/api/v1/second-factor', { body: { name: who, password: 'wrong' } });
    return { status, costs: work.costs };
  };
  expect(await enroll('nobody-has-this')).toEqual(await enroll(name));
  expect(work.costs).toEqual(ONCE);
});
