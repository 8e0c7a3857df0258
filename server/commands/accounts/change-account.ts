import type { Transaction } from 'kysely';
import type { AuditAction } from '#server/audit/catalog.ts';
import { randomPassword } from '#server/auth/password.ts';
import { findAccount } from '#server/db/accounts.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import { releaseSources } from '#server/db/sign-in-sources.ts';
import type { AccountDeps } from '#server/deps.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import type { AccountChange, AccountMade } from '#shared/domain/account.ts';
import type { Role } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { askForSecondPerson, type Done, isWaiting } from './confirmations.ts';
import { endSessions } from './revoke-sessions.ts';

export const ACCOUNT_ACTIONS = {
  disable: 'officer.disable',
  enable: 'officer.enable',
  unlock: 'officer.unlock',
  reset_password: 'officer.password',
  reset_second_factor: 'officer.second_factor_reset',
  set_role: 'officer.role',
  rename: 'officer.rename',
} as const satisfies Record<AccountChange['kind'], AuditAction>;

/** An account, by id or (on the command line) by name. */
export type WhichAccount = { id: string } | { name: string };

/**
 * Changes an account and ends the sessions affected by the change; disabling the account ends all of them (AC-2(13)). A
 * new password is random, is returned only once, and must be replaced at the next sign-in.
 * @param by who makes the change. The change is rejected if that is the account itself, because no one may change their
 * own rights (AC-5).
 * @param second whether someone else has to agree before anybody can sign in to the account.
 * @throws AppError `not_found`, `forbidden`
 */
export async function changeAccount(
  deps: AccountDeps,
  which: WhichAccount,
  change: AccountChange,
  by: { actor: string; source: string },
  second?: 'with a second person',
): Promise<AccountMade> {
  const at = deps.now();
  const password = change.kind === 'reset_password' ? randomPassword() : null;
  const passwordHash = password === null ? null : await deps.passwords.hash(password, by.source);
  const outcome = await deps.db.transaction().execute(async (trx): Promise<AccountMade | AppError> => {
    const officer = await trx
      .selectFrom('officer')
      .select(['id', 'role', 'display_name', 'disabled_at', 'password_temporary'])
      .where((where) =>
        'id' in which ? where('id', '=', which.id) : where('name', '=', which.name.trim().toLowerCase()),
      )
      .forUpdate()
      .executeTakeFirst();
    if (officer === undefined) return new AppError('not_found');
    const entry = { at, ...by, action: ACCOUNT_ACTIONS[change.kind], target: officer.id };
    if (officer.id === by.actor) {
      await appendAudit(trx, { ...entry, outcome: 'failure', detail: { why: 'own_account' satisfies AuditWhy } });
      return new AppError('forbidden', { detail: { code: 'own_account', params: {} } });
    }
    if (OWNED_BY_DIRECTORY.has(change.kind) && (await isOfDirectory(trx, officer.id))) {
      await appendAudit(trx, { ...entry, outcome: 'failure', detail: { why: 'directory_account' satisfies AuditWhy } });
      return new AppError('forbidden', { detail: { code: 'directory_account', params: {} } });
    }
    const set = columns(change, at, passwordHash, officer.disabled_at);
    if (set !== null) await trx.updateTable('officer').set(set).where('id', '=', officer.id).execute();
    const asked = second === undefined ? null : needsSecond(change, officer, await isWaiting(trx, officer.id));
    if (asked !== null) await askForSecondPerson(trx, { officerId: officer.id, ...asked, by: by.actor, at });
    if (change.kind === 'reset_second_factor')
      await trx.deleteFrom('recovery_code').where('officer_id', '=', officer.id).execute();
    const released = await releasedBy(trx, change, officer.id);
    const ended = await sessionsAfter(trx, change, officer.id, by.actor, at);
    const detail = {
      ...(change.kind === 'set_role' ? { from: officer.role, to: change.role } : {}),
      ...(change.kind === 'rename' ? { from: officer.display_name, to: change.displayName } : {}),
      ...(ended > 0 ? { sessions: ended } : {}),
      ...(released > 0 ? { released } : {}),
      ...(change.kind === 'unlock' && change.source !== undefined ? { from: change.source } : {}),
    };
    await appendAudit(trx, { ...entry, outcome: 'success', detail });
    const account = await findAccount(trx, officer.id, at);
    return account === null ? new AppError('not_found') : { account, password };
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

/** The changes that only the agency's directory makes to the accounts that belong to it. */
const OWNED_BY_DIRECTORY: ReadonlySet<AccountChange['kind']> = new Set<AccountChange['kind']>([
  'reset_password',
  'reset_second_factor',
  'set_role',
  'rename',
]);

async function isOfDirectory(trx: Transaction<Database>, officerId: string): Promise<boolean> {
  const found = trx.selectFrom('officer_identity').select('officer_id').where('officer_id', '=', officerId);
  return (await found.executeTakeFirst()) !== undefined;
}

const REVIEWERS: ReadonlySet<Role> = new Set<Role>(['officer', 'supervisor']);

/**
 * Returns why a second person has to agree to a change, and what it did; null if nobody else has to agree. A second
 * person is needed if the administrator knows the new password, changes the role, or gives it back to a disabled account. Resetting only the second factor
 * needs no one else, unless the password is temporary or a request is waiting already.
 */
function needsSecond(
  change: AccountChange,
  officer: { role: Role; password_temporary: boolean; disabled_at: Date | null },
  waits: boolean,
): { why: 'role' | 'password'; done: Done } | null {
  const none = { from: null, to: null };
  if (change.kind === 'set_role')
    return change.role === officer.role
      ? null
      : { why: 'role', done: { what: 'role', from: officer.role, to: change.role } };
  if (change.kind === 'enable')
    return officer.disabled_at === null
      ? null
      : { why: 'role', done: { what: 'enabled', from: null, to: officer.role } };
  if (change.kind === 'reset_password') return { why: 'password', done: { what: 'password', ...none } };
  return change.kind === 'reset_second_factor' && (officer.password_temporary || waits)
    ? { why: 'password', done: { what: 'second_factor', ...none } }
    : null;
}

function columns(change: AccountChange, at: Date, passwordHash: string | null, disabledAt: Date | null) {
  switch (change.kind) {
    case 'disable':
      return { disabled_at: disabledAt ?? at, disabled_why: 'administrator' as const };
    case 'enable':
      return { disabled_at: null, disabled_why: null, enabled_at: at };
    case 'unlock':
      return null;
    case 'reset_password':
      return { password_temporary: true, ...(passwordHash === null ? {} : { password_hash: passwordHash }) };
    case 'reset_second_factor':
      return { totp_seed: null, totp_pending: null, totp_last_step: null };
    case 'set_role':
      return { role: change.role };
    case 'rename':
      return { display_name: change.displayName };
  }
}

/** Returns how many locked sources the change released. */
async function releasedBy(trx: Transaction<Database>, change: AccountChange, officerId: string): Promise<number> {
  if (change.kind === 'unlock') return releaseSources(trx, officerId, change.source);
  return change.kind === 'reset_password' ? releaseSources(trx, officerId) : 0;
}

/** Returns how many sessions the change ended. */
async function sessionsAfter(
  trx: Transaction<Database>,
  change: AccountChange,
  officerId: string,
  actor: string,
  at: Date,
): Promise<number> {
  const { kind } = change;
  if (kind === 'disable' || (change.kind === 'set_role' && !REVIEWERS.has(change.role))) {
    // Someone who may no longer see reports must not keep them on a workstation either.
    return (await endSessions(trx, { officerId }, { at, why: 'revoked', by: actor })).length;
  }
  if (kind === 'reset_password' || kind === 'reset_second_factor') {
    return (await endSessions(trx, { officerId }, { at, why: 'password_changed', by: null })).length;
  }
  if (kind === 'set_role') {
    // The workstation learns the new role at the next sign-in; its cached reports may still be viewed.
    return (await endSessions(trx, { officerId }, { at, why: 'signed_out', by: null })).length;
  }
  return 0;
}
