import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recentSessions } from '#server/auth/recent-sessions.ts';
import type { Session } from '#server/db/session.ts';

type Found = Session | 'revoked' | null;
let asked: string[];
let sessions: Map<string, Found>;
const find = (token: string): Promise<Found> => {
  asked.push(token);
  return Promise.resolve(sessions.get(token) ?? null);
};
const live = (id: string): Session => ({
  id,
  officer: { id, name: id, displayName: id, role: 'officer' },
  expiresAt: new Date(0),
  readsAuditedAt: null,
  provenAt: new Date(),
  deviceId: null,
  byDirectory: false,
});

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  sessions = new Map<string, Found>([['a', live('a')]]);
});
afterEach(() => vi.useRealTimers());

test('a live session is looked up at most once a second, however often it calls', async () => {
  const recent = recentSessions(find);
  for (let n = 0; n < 50; n += 1) expect(await recent('a')).toMatchObject({ id: 'a' });
  expect(asked).toEqual(['a']);
  vi.advanceTimersByTime(1_000);
  await recent('a');
  expect(asked).toEqual(['a', 'a']);
});

test('a session that was looked up before sessions were ended is looked up again', async () => {
  let ended = 0;
  const recent = recentSessions(find, () => ended);
  await recent('a');
  ended += 1;
  await recent('a');
  expect(asked).toEqual(['a', 'a']);
});

test('a session ended by an administrator stops working within a second', async () => {
  const recent = recentSessions(find);
  await recent('a');
  sessions.set('a', 'revoked');
  vi.advanceTimersByTime(999);
  expect(await recent('a')).toMatchObject({ id: 'a' });
  vi.advanceTimersByTime(1);
  expect(await recent('a')).toBe('revoked');
  expect(await recent('a')).toBe('revoked');
  expect(asked).toHaveLength(3);
});

test('an unknown token is looked up every time and never cached', async () => {
  const recent = recentSessions(find);
  expect(await recent('b')).toBeNull();
  sessions.set('b', live('b'));
  expect(await recent('b')).toMatchObject({ id: 'b' });
});

test("a token never gets another token's session, even when there are too many tokens to cache", async () => {
  const recent = recentSessions(find);
  for (let n = 0; n < 5_000; n += 1) {
    sessions.set(`t${n}`, live(`t${n}`));
    expect((await recent(`t${n}`)) as Session).toMatchObject({ id: `t${n}` });
  }
  expect((await recent('t4999')) as Session).toMatchObject({ id: 't4999' });
  expect(asked).toHaveLength(5_000);
});
