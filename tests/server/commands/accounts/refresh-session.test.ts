import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { revokeSessions } from '#server/commands/accounts/revoke-sessions.ts';
import { readAudit } from '#server/db/audit.ts';
import type { SignInResult } from '#shared/session-api.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';

const BY = { actor: 'test', source: 'test' };
let agency: Agency;
let account: Account;
let session: SignInResult;
let now = new Date('2026-03-07T14:00:00.000Z');
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
beforeAll(async () => {
  agency = await startAgency({ now: () => now, env: { P2C_ACCESS_MINUTES: '15' } });
});
afterAll(() => agency.stop());
beforeEach(async () => {
  account = await agency.makeOfficer();
  session = await agency.signIn(account);
});
const me = async (token: string) => {
  const { status, body } = await agency.call('GET', '/api/v1/me', { token });
  return status === 200 ? 'ok' : body.error.code;
};
const refresh = async ({ refreshToken }: SignInResult) => {
  const { status, body } = await agency.call('POST', '/api/v1/sessions/refresh', { body: { refreshToken } });
  return status === 200 ? (body as SignInResult) : (body.error.code as string);
};
const refreshed = async (from: SignInResult) => {
  const next = await refresh(from);
  if (typeof next === 'string') throw new Error(next);
  return next;
};

describe('tokens', () => {
  test('an access token lasts fifteen minutes, and a refresh token gets the next one', async () => {
    later(14);
    expect(await me(session.token)).toBe('ok');
    later(1);
    expect(await me(session.token)).toBe('unauthenticated');
    const next = await refreshed(session);
    expect([next.officer, next.expiresAt]).toEqual([session.officer, session.expiresAt]);
    expect(await me(next.token)).toBe('ok');
    expect(await me(next.refreshToken)).toBe('unauthenticated');
  });

  test('after twelve hours everyone must sign in again, no matter how often they refreshed', async () => {
    let newest = session;
    for (let hour = 0; hour < 11; hour += 1) {
      later(60);
      newest = await refreshed(newest);
    }
    later(55);
    newest = await refreshed(newest);
    expect(newest.tokenExpiresAt).toBe(session.expiresAt);
    later(5);
    expect(await me(newest.token)).toBe('unauthenticated');
    expect(await refresh(newest)).toBe('unauthenticated');
  });

  test('a lost response does no harm: the refresh token works again until one of the new tokens is used', async () => {
    const lost = await refreshed(session);
    const again = await refreshed(session);
    expect(await me(lost.token)).toBe('unauthenticated');
    expect(await me(again.token)).toBe('ok');
    expect(await me((await refreshed(again)).token)).toBe('ok');
  });

  test('reusing a refresh token after its replacement was used ends the whole session and is audited', async () => {
    const thief = await refreshed(session);
    expect(await me(thief.token)).toBe('ok');
    expect(await refresh(session)).toBe('unauthenticated');
    expect(await me(thief.token)).toBe('unauthenticated');
    expect(await refresh(thief)).toBe('unauthenticated');
    const last = (await readAudit(agency.deps.db, 0, 100_000)).at(-1);
    expect([last?.action, last?.outcome, last?.actor]).toEqual(['session.reuse', 'failure', session.officer.id]);
    expect(await me((await agency.signIn(account)).token)).toBe('ok');
  });

  test('reusing an even older refresh token ends the session as well', async () => {
    const second = await refreshed(session);
    const third = await refreshed(second);
    expect(await refresh(session)).toBe('unauthenticated');
    expect(await refresh(third)).toBe('unauthenticated');
  });

  test('two simultaneous refreshes with the same token leave exactly one working pair', async () => {
    const pairs = await Promise.all([refreshed(session), refreshed(session)]);
    const works = await Promise.all(pairs.map(({ token }) => me(token)));
    expect(new Set(works)).toEqual(new Set(['ok', 'unauthenticated']));
  });

  test('signing out or resetting the password leaves nothing to refresh', async () => {
    await agency.call('DELETE', '/api/v1/sessions/current', session);
    expect(await refresh(session)).toBe('unauthenticated');
    const other = await agency.signIn(account);
    await changeAccount(agency.deps, { name: account.name }, { kind: 'reset_password' }, BY);
    expect(await refresh(other)).toBe('unauthenticated');
  });

  test('a client that was off for a day learns from any old token that the session was revoked', async () => {
    const next = await refreshed(session);
    later(24 * 60);
    await revokeSessions(agency.deps, { name: account.name }, BY);
    expect(await me(next.token)).toBe('session_revoked');
    expect(await refresh(next)).toBe('session_revoked');
  });

  test('a client that had signed out learns of the revocation too: its workstation still has the cache', async () => {
    await agency.call('DELETE', '/api/v1/sessions/current', session);
    expect(await me(session.token)).toBe('unauthenticated');
    const other = await agency.signIn(account);
    expect(await revokeSessions(agency.deps, { name: account.name }, BY)).toBe(1);
    expect([await me(session.token), await me(other.token)]).toEqual(['session_revoked', 'session_revoked']);
    const ended = agency.deps.db.selectFrom('session').select('ended_why').where('officer_id', '=', account.officer.id);
    // Both sessions started at the same moment, so the order of their rows is undefined.
    expect(new Set((await ended.execute()).map((one) => one.ended_why))).toEqual(new Set(['revoked', 'signed_out']));
  });

  test('only hashes of tokens are stored', async () => {
    const rows = await agency.deps.db.selectFrom('session_token').selectAll().execute();
    const text = JSON.stringify(rows);
    expect(text).not.toContain(session.token);
    expect(text).not.toContain(session.refreshToken);
  });
});
