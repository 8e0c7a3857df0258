import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableIdleAccounts, removeOldSessions } from '#server/commands/accounts/disable-idle-accounts.ts';
import { readAudit } from '#server/db/audit.ts';
import type { AccountChange } from '#shared/domain/account.ts';
import type { SignInResult } from '#shared/session-api.ts';
import { type Account, type Agency, startAgency } from '../../helpers/agency.ts';
import { secondPersonAgrees } from '../../helpers/second-person.ts';
import { trySignIn } from '../../helpers/signing-in.ts';

const DAY_MS = 86_400_000;
let agency: Agency;
let administrator: SignInResult;
let officer: Account;
let now = new Date('2026-03-07T14:00:00.000Z');
beforeAll(async () => {
  agency = await startAgency({ now: () => now });
});
afterAll(() => agency.stop());
beforeEach(async () => {
  administrator = await agency.signedIn('administrator');
  officer = await agency.makeOfficer();
});
const call = (method: string, path: string, body?: unknown) =>
  agency.call(method, path, { token: administrator.token, ...(body === undefined ? {} : { body }) });
const change = (body: AccountChange, id = officer.officer.id) => call('POST', `/api/v1/accounts/${id}/changes`, body);
const me = async (token: string) => {
  const { status, body } = await agency.call('GET', '/api/v1/me', { token });
  return status === 200 ? 'ok' : body.error.code;
};
const lastAudit = async () => (await readAudit(agency.deps.db, 0, 100_000)).at(-1);

/** A second person agrees to the change. */
const confirmed = (id = officer.officer.id) => secondPersonAgrees(agency.deps, { id });

describe('an administrator', () => {
  test('creates an account whose password is shown once and must be replaced before it works', async () => {
    const made = await call('POST', '/api/v1/accounts', { name: ' Quill ', displayName: 'Ada Quill', role: 'records' });
    expect(made.status).toBe(201);
    const { account, password } = made.body;
    expect(account).toMatchObject({ name: 'quill', role: 'records', passwordIsTemporary: true, sessions: 0 });
    await confirmed(account.id);
    expect((await trySignIn(agency, { name: 'quill', password })).body.error.code).toBe('new_password_needed');
    const again = await call('POST', '/api/v1/accounts', { name: 'quill', displayName: 'Another', role: 'officer' });
    expect([again.status, again.body.error.fields[0].path]).toEqual([409, 'name']);
    const bad = await call('POST', '/api/v1/accounts', { name: 'two words', displayName: 'X', role: 'officer' });
    expect(bad.body.error.fields[0].path).toBe('name');
  });

  test('disables an account, which revokes its sessions, and enables it again', async () => {
    const { token } = await agency.signIn(officer);
    expect((await change({ kind: 'disable' })).body.account).toMatchObject({ disabledWhy: 'administrator' });
    expect(await me(token)).toBe('session_revoked');
    await expect(agency.signIn(officer)).rejects.toThrow('401');
    expect((await change({ kind: 'enable' })).body.account.disabledAt).toBeNull();
    await confirmed();
    await agency.signIn(officer);
  });

  test("changes an account's role, and the officer has to sign in again", async () => {
    const { token } = await agency.signIn(officer);
    expect((await change({ kind: 'set_role', role: 'supervisor' })).body.account.role).toBe('supervisor');
    expect(await me(token)).toBe('unauthenticated');
    await confirmed();
    expect((await agency.signIn(officer)).officer.role).toBe('supervisor');
  });

  test('corrects the name that everybody sees; nobody is signed out, and the audit log has both names', async () => {
    const { token } = await agency.signIn(officer);
    const { displayName } = (await call('GET', `/api/v1/accounts?text=${officer.name}`)).body.rows[0];
    const { body } = await change({ kind: 'rename', displayName: 'Officer Ana Rivera-Díaz' });
    expect(body.account).toMatchObject({ name: officer.name, displayName: 'Officer Ana Rivera-Díaz' });
    expect(await me(token)).toBe('ok');
    expect(await lastAudit()).toMatchObject({
      action: 'officer.rename',
      detail: { from: displayName, to: 'Officer Ana Rivera-Díaz' },
    });
    expect((await change({ kind: 'rename', displayName: ' ' })).status).toBe(400);
  });

  test('assigns a role that cannot see reports, and workstations wipe their caches', async () => {
    const { token } = await agency.signIn(officer);
    await change({ kind: 'set_role', role: 'records' });
    expect(await me(token)).toBe('session_revoked');
  });

  test('unlocks an account and resets its password', async () => {
    for (let n = 0; n < 5; n += 1) await trySignIn(agency, { ...officer, password: 'wrong' });
    expect((await trySignIn(agency, officer)).body.error.code).toBe('account_locked');
    expect((await change({ kind: 'unlock' })).body.account.lockedCount).toBe(0);
    await agency.signIn(officer);
    const { password } = (await change({ kind: 'reset_password' })).body;
    expect((await trySignIn(agency, officer)).body.error.code).toBe('account_locked');
    await confirmed();
    expect((await trySignIn(agency, { ...officer, password })).body.error.code).toBe('new_password_needed');
  });

  test.each<AccountChange>([
    { kind: 'disable' },
    { kind: 'enable' },
    { kind: 'unlock' },
    { kind: 'reset_password' },
    { kind: 'reset_second_factor' },
    { kind: 'set_role', role: 'supervisor' },
    { kind: 'rename', displayName: 'Somebody Else' },
  ])('cannot do $kind to their own account, and the attempt is audited', async (own) => {
    const answer = await change(own, administrator.officer.id);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden']);
    expect(await lastAudit()).toMatchObject({ outcome: 'failure', target: administrator.officer.id });
    expect(await me(administrator.token)).toBe('ok');
  });

  test('finds accounts by username or display name, and wildcard characters are matched literally', async () => {
    const names = async (text: string) => {
      const { rows } = (await call('GET', `/api/v1/accounts?text=${encodeURIComponent(text)}`)).body;
      return rows.map(({ name }: { name: string }) => name);
    };
    expect(await names(officer.name.toUpperCase())).toEqual([officer.name]);
    expect(await names(officer.officer.displayName)).toContain(officer.name);
    expect(await names('%')).toEqual([]);
    expect(await names('_')).toEqual([]);
  });

  test('sees who is signed in and where, and ends one session or all sessions on a workstation', async () => {
    const { body } = await trySignIn(agency, officer, { workstation: 'Desk 7' });
    const other = (await trySignIn(agency, officer, { workstation: 'Desk 8' })).body;
    const list = async (query: string) => (await call('GET', `/api/v1/sessions?${query}`)).body;
    const open = await list('text=desk%207');
    expect(open.total).toBe(1);
    expect(open.rows[0]).toMatchObject({ workstation: 'Desk 7', officer: { name: officer.name }, endedAt: null });
    const { id } = open.rows[0];
    expect((await call('POST', '/api/v1/revocations', { sessionId: id })).body).toEqual({ sessions: 1 });
    expect([await me(body.token), await me(other.token)]).toEqual(['session_revoked', 'ok']);
    expect((await list('text=desk%207')).total).toBe(0);
    expect((await list('text=desk%207&ended=true')).rows[0]).toMatchObject({ id, endedWhy: 'revoked' });
    expect((await call('POST', '/api/v1/revocations', { workstation: 'Desk 8' })).body).toEqual({ sessions: 1 });
    expect(await me(other.token)).toBe('session_revoked');
    expect((await call('POST', '/api/v1/revocations', { workstation: 'No such desk' })).status).toBe(404);
  });

  test('ends only what is open: what had ended keeps its time, and its workstation still learns of it', async () => {
    const before = (await trySignIn(agency, officer, { workstation: 'Desk 9' })).body;
    await call('POST', '/api/v1/revocations', { workstation: 'Desk 9' });
    const ended = async () => {
      const { rows } = (await call('GET', '/api/v1/sessions?text=desk%209&ended=true')).body;
      return rows.map(({ endedAt }: { endedAt: string }) => endedAt);
    };
    const first = await ended();
    await trySignIn(agency, officer, { workstation: 'Desk 9' });
    expect((await call('POST', '/api/v1/revocations', { workstation: 'Desk 9' })).body).toEqual({ sessions: 1 });
    expect(await ended()).toEqual(expect.arrayContaining(first));
    expect(await me(before.token)).toBe('session_revoked');
  });

  test('is in the audit log for each change and each list they read', async () => {
    const before = (await readAudit(agency.deps.db, 0, 100_000)).length;
    await call('GET', '/api/v1/accounts');
    await call('GET', '/api/v1/sessions');
    for (const kind of ['reset_second_factor', 'unlock', 'disable', 'enable', 'reset_password'] as const) {
      await change({ kind });
    }
    await change({ kind: 'set_role', role: 'records' });
    await call('POST', '/api/v1/revocations', { officerId: officer.officer.id });
    await call('POST', '/api/v1/accounts', { name: 'audited', displayName: 'A', role: 'officer' });
    const rows = (await readAudit(agency.deps.db, 0, 100_000)).slice(before);
    expect(rows.map(({ action }) => action)).toEqual([
      'accounts.read',
      'sessions.read',
      'officer.second_factor_reset',
      'officer.unlock',
      'officer.disable',
      'officer.enable',
      'officer.password',
      'officer.role',
      'session.revoke',
      'officer.create',
    ]);
    expect(rows.every(({ actor, outcome }) => actor === administrator.officer.id && outcome === 'success')).toBe(true);
  });
});

describe('idle accounts', () => {
  test('are disabled after 90 days without a sign-in, and re-enabling restarts the 90 days', async () => {
    const away = await agency.makeOfficer();
    const present = await agency.makeOfficer();
    const { token } = await agency.signIn(away);
    now = new Date(now.getTime() + 60 * DAY_MS);
    await agency.signIn(present);
    now = new Date(now.getTime() + 30 * DAY_MS);
    await disableIdleAccounts(agency.deps);
    await agency.signIn(away);
    now = new Date(now.getTime() + 31 * DAY_MS);
    await agency.signIn(away);
    now = new Date(now.getTime() + 90 * DAY_MS + 1);
    await disableIdleAccounts(agency.deps);
    for (const one of [away, present]) await expect(agency.signIn(one)).rejects.toThrow('401');
    expect(await me(token)).toBe('session_revoked');
    administrator = await agency.signedIn('administrator');
    const { rows } = (await call('GET', `/api/v1/accounts?text=${away.name}`)).body;
    expect(rows[0].disabledWhy).toBe('idle');
    await change({ kind: 'enable' }, away.officer.id);
    await confirmed(away.officer.id);
    expect(await disableIdleAccounts(agency.deps)).toBe(0);
    await agency.signIn(away);
  });

  test('keep their sessions for a little over a year so workstations still learn they were revoked', async () => {
    const { token } = await agency.signIn(officer);
    await change({ kind: 'disable' });
    now = new Date(now.getTime() + 399 * DAY_MS);
    await removeOldSessions(agency.deps);
    expect(await me(token)).toBe('session_revoked');
    now = new Date(now.getTime() + 3 * DAY_MS);
    const removed = await removeOldSessions(agency.deps);
    expect(removed).toBeGreaterThan(0);
    expect(await lastAudit()).toMatchObject({ action: 'session.remove', detail: { sessions: removed } });
    expect(await me(token)).toBe('unauthenticated');
  });
});
