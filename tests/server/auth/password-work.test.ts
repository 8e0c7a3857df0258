import { expect, test } from 'vitest';
import { passwordWork } from '#server/auth/password-work.ts';
import type { AppError } from '#shared/errors.ts';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const BY = { source: 'test', isKnown: false };

test('a password is hashed at the cost that OWASP recommends', async () => {
  expect(await passwordWork().hash('a heron', 'test')).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('hashing costs the same for a real account as for an unknown name', async () => {
  const work = passwordWork(CHEAP);
  const stored = await work.hash('a heron', 'test');
  expect(stored).toContain('$argon2id$v=19$m=8,t=1,p=1$');
  expect(await work.check({ password: 'a heron', stored }, BY)).toEqual({ right: true, nextHash: null });
  expect(await work.check({ password: 'a heron', stored: null }, BY)).toEqual({ right: false, nextHash: null });
});

test('the new password is hashed only if the current one is right', async () => {
  const work = passwordWork(CHEAP);
  const stored = await work.hash('a heron', 'test');
  const { nextHash } = await work.check({ password: 'a heron', stored, next: 'over the river' }, BY);
  expect(await work.check({ password: 'over the river', stored: nextHash }, BY)).toMatchObject({ right: true });
  expect(await work.check({ password: 'a crane', stored, next: 'over the river' }, BY)).toMatchObject({
    right: false,
    nextHash: null,
  });
});

test('the number of waiting requests is bounded, and the rest are told to retry', async () => {
  const work = passwordWork(CHEAP, { running: { ofOne: 1, ofAll: 1 }, waiting: { ofOne: 2, ofAll: 2 } });
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => work.hash('a heron', 'test')));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(all[4]).toMatchObject({ reason: { code: 'unavailable', retryAfterSeconds: 2 } });
});

test('a known workstation is checked next, even while strangers hold every waiting place', async () => {
  const work = passwordWork(CHEAP, { running: { ofOne: 1, ofAll: 1 }, waiting: { ofOne: 2, ofAll: 4 } });
  const done: string[] = [];
  const tried = (source: string, isKnown: boolean) =>
    work
      .check({ password: 'a heron', stored: null }, { source, isKnown })
      .then(() => done.push(source))
      .catch(({ code }: AppError) => done.push(`${source}: ${code}`));
  const strangers = ['a', 'b', 'c', 'd', 'e', 'f'].map((source) => tried(source, false));
  await Promise.all([...strangers, tried('workstation', true)]);
  expect(done).toEqual(['f: unavailable', 'a', 'workstation', 'b', 'c', 'd', 'e']);
});

test('one network holds at most a quarter of the waiting places', async () => {
  const work = passwordWork(CHEAP);
  const one = () => work.check({ password: 'a heron', stored: null }, { source: 'a', isKnown: false });
  const all = await Promise.allSettled(Array.from({ length: 64 }, one));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2 + 16);
});
