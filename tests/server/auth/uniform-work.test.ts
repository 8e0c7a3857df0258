import type * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';

/*
 * What an answer takes is mostly the work behind it, and on a loaded machine only the work can be compared: the real
 * argon2 does it here, and is counted.
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
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(() => {
  work.costs = [];
});

const ONCE = ['argon2id v=19 m=19456,t=2,p=1'];
const signIn = async (name: string, password: string) => {
  work.costs = [];
  const { status } = await agency.call('POST', '/api/v1/sessions', { body: { name, password, workstation: 'test' } });
  return { status, costs: work.costs };
};

test('a name that nobody has, a wrong password, a locked and a disabled account cost the same one hash as a right password', async () => {
  const { name, password } = await agency.makeOfficer();
  const locked = await agency.makeOfficer();
  const disabled = await agency.makeOfficer();
  const at = new Date();
  const set = (id: string, what: object) =>
    agency.deps.db.updateTable('officer').set(what).where('id', '=', id).execute();
  await set(locked.officer.id, { locked_at: at });
  await set(disabled.officer.id, { disabled_at: at, disabled_why: 'administrator' });

  expect(await signIn(name, password)).toEqual({ status: 201, costs: ONCE });
  expect(await signIn(name, 'wrong')).toEqual({ status: 401, costs: ONCE });
  expect(await signIn('nobody-has-this', 'wrong')).toEqual({ status: 401, costs: ONCE });
  expect(await signIn('', 'wrong')).toMatchObject({ status: 400, costs: [] });
  expect(await signIn(locked.name, locked.password)).toEqual({ status: 423, costs: ONCE });
  expect(await signIn(disabled.name, disabled.password)).toEqual({ status: 401, costs: ONCE });
});

test('setting up a second factor tells as little', async () => {
  const { name } = await agency.makeOfficer();
  const enroll = async (who: string) => {
    work.costs = [];
    const { status } = await agency.call('POST', '/api/v1/second-factor', { body: { name: who, password: 'wrong' } });
    return { status, costs: work.costs };
  };
  expect(await enroll('nobody-has-this')).toEqual(await enroll(name));
  expect(work.costs).toEqual(ONCE);
});
