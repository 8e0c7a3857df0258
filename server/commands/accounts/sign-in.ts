import type { Transaction } from 'kysely';
import { newDeviceToken } from '#server/auth/device-token.ts';
import type { AuthRules } from '#server/auth/rules.ts';
import { stepOfCode } from '#server/auth/totp.ts';
import { type AuditEntry, appendAudit } from '#server/db/audit.ts';
import { addDevice, useDevice } from '#server/db/devices.ts';
import { cityOf } from '#server/db/policy.ts';
import type { Database } from '#server/db/schema.ts';
import type { AccountDeps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import { passwordProblem } from '#shared/domain/password-rule.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldDetail } from '#shared/field-error.ts';
import type { SignedIn } from '#shared/session-api.ts';
import { NextStep, type OfficerRow, type Proven, Refusal, withPassword } from './check-password.ts';
import { isWaiting } from './confirmations.ts';
import { openSession } from './open-session.ts';
import { takeRecoveryCode } from './recovery-codes.ts';

type SignIn = {
  name: string;
  password: string;
  workstation: string;
  code?: string | undefined;
  recoveryCode?: string | undefined;
  newPassword?: string | undefined;
  deviceToken?: string | undefined;
};

/**
 * Opens a session once everything that this account and server require is present and right: the password, a new password
 * of the user's choice if the old one is temporary, and the code. Nothing changes before that, so the workstation asks
 * for each missing item in turn and resends everything.
 * @throws AppError `bad_credentials`, `account_locked`, `new_password_needed`, `against_rule` (newPassword),
 * `enrollment_needed`, `code_needed`, `wrong_code`, `too_many_requests` or `unavailable`.
 */
export function signIn(deps: AccountDeps, rules: AuthRules, given: SignIn, source: string): Promise<SignedIn> {
  return withPassword(deps, rules, {
    name: given.name,
    password: given.password,
    newPassword: given.newPassword,
    source,
    device: { token: given.deviceToken },
    action: 'session.open',
    proceed: async (trx, officer, at, proven) => {
      // Administrators keep their passwords, so that a broken directory locks nobody out for good.
      if (rules.passwordSignIn === 'administrators' && officer.role !== 'administrator') {
        const detail = { code: 'password_sign_in_off', params: {} } as const;
        return new Refusal(new AppError('forbidden', { detail }), 'passwords_are_turned_off', false);
      }
      if (await isWaiting(trx, officer.id)) return waiting();
      const ownPassword = ownPasswordOf(officer, rules, given, proven, await cityOf(trx));
      if (ownPassword instanceof Refusal) return ownPassword;
      const factor = await factorOrRecovery(trx, officer, rules, given, at);
      if (factor instanceof Refusal) return factor;

      await trx
        .updateTable('officer')
        .set({ last_sign_in_at: at, ...factor.set, ...ownPassword })
        .where('id', '=', officer.id)
        .execute();
      const device = await deviceAfter(trx, deps, officer, proven, given.workstation, at);
      const opened = { workstation: given.workstation, deviceId: device.id, authenticatedAt: at };
      const session = await openSession(trx, officer, opened, at, rules.accessMs);
      await audit(trx, { at, source, actor: officer.id }, [
        ...(ownPassword === null
          ? []
          : [{ action: 'officer.password', target: officer.id, detail: { by: 'officer' } } as const]),
        ...(factor.enrolls ? [{ action: 'officer.second_factor', target: officer.id, detail: {} } as const] : []),
        ...(factor.codesLeft === undefined
          ? []
          : [{ action: 'officer.recovery_code', target: officer.id, detail: { left: factor.codesLeft } } as const]),
        { action: 'session.open', target: null, detail: { session: session.id, factors: factor.proven ? 2 : 1 } },
      ]);
      return { ...session.result, deviceToken: device.token };
    },
  });
}

type Done = Pick<AuditEntry, 'action' | 'target' | 'detail'>;

async function audit(
  trx: Transaction<Database>,
  by: Pick<AuditEntry, 'at' | 'source' | 'actor'>,
  done: readonly Done[],
): Promise<void> {
  for (const one of done) await appendAudit(trx, { ...by, ...one, outcome: 'success' });
}

/** Marks the workstation as known for this account. Issues a token only if the workstation had no valid one. */
async function deviceAfter(
  trx: Transaction<Database>,
  { key }: AccountDeps,
  { id: officerId, name }: OfficerRow,
  { deviceId }: Proven,
  workstation: string,
  at: Date,
): Promise<{ id: string; token: string | null }> {
  const used = { officerId, workstation, at };
  if (deviceId !== null && (await useDevice(trx, { id: deviceId, ...used }))) return { id: deviceId, token: null };
  const device = { id: uuidv7(at), token: newDeviceToken(key, name) };
  await addDevice(trx, { id: device.id, ...used }, device.token);
  return device;
}

type OwnPassword = { password_hash: string; password_temporary: false };

/** Returns the column changes that replace a temporary password; null if there is nothing to replace. */
function ownPasswordOf(
  officer: OfficerRow,
  rules: AuthRules,
  given: SignIn,
  { nextHash }: Proven,
  city: string,
): OwnPassword | null | Refusal {
  const { newPassword } = given;
  const invalid = (detail: FieldDetail) =>
    new Refusal(new AppError('against_rule', { fields: [{ path: 'newPassword', detail }] }), 'new_password', false);
  if (!officer.password_temporary) {
    return newPassword === undefined ? null : invalid({ code: 'password_not_asked', params: {} });
  }
  if (newPassword === undefined || nextHash === null)
    return new NextStep(new AppError('new_password_needed'), 'temporary_password');
  if (newPassword === given.password) return invalid({ code: 'password_same', params: {} });
  const owner = { name: officer.name, displayName: officer.display_name };
  const problem = passwordProblem(newPassword, rules.banned, owner, city);
  return problem === null ? { password_hash: nextHash, password_temporary: false } : invalid(problem);
}

type Factor = {
  proven: boolean;
  enrolls: boolean;
  set: { totp_last_step?: number; totp_seed?: Buffer; totp_pending?: null };
};

/** The second factor, or a recovery code in its place. */
export async function factorOrRecovery(
  trx: Transaction<Database>,
  officer: OfficerRow,
  rules: AuthRules,
  { code, recoveryCode }: Pick<SignIn, 'code' | 'recoveryCode'>,
  at: Date,
): Promise<(Factor & { codesLeft?: number }) | Refusal> {
  if (recoveryCode === undefined || officer.totp_seed === null) return factorOf(officer, rules, code, at);
  const codesLeft = await takeRecoveryCode(trx, rules.key, officer.id, recoveryCode, at);
  if (codesLeft === null) {
    const detail = { code: 'recovery_code_not_accepted', params: {} } as const;
    return new Refusal(new AppError('wrong_code', { detail }), 'wrong_recovery_code', true);
  }
  return { proven: true, enrolls: false, set: {}, codesLeft };
}

/**
 * Refuses a sign-in because a second person has not confirmed the account. Return this only after the right password,
 * so that nobody else learns that the account is waiting.
 */
export const waiting = (): Refusal =>
  new Refusal(
    new AppError('forbidden', { detail: { code: 'awaiting_second_person', params: {} } }),
    'waits_for_a_second_person',
    false,
  );

/** Checks a code against the account's second factor; refuses if a code is required but missing. */
function factorOf(officer: OfficerRow, rules: AuthRules, code: string | undefined, at: Date): Factor | Refusal {
  const none: Factor = { proven: false, enrolls: false, set: {} };
  if (rules.secondFactor === 'off') return none;
  const sealed = officer.totp_seed ?? (code === undefined ? null : officer.totp_pending);
  if (sealed === null) {
    if (rules.secondFactor === 'optional') return none;
    return new NextStep(new AppError('enrollment_needed'), 'no_second_factor_yet');
  }
  if (code === undefined) return new NextStep(new AppError('code_needed'), 'no_code', true);
  const lastStep = officer.totp_last_step;
  const step = stepOfCode(rules.key, { sealed, officerId: officer.id, code, at, lastStep });
  if (step === null) return new Refusal(new AppError('wrong_code'), 'wrong_code', true);
  const enrolls = officer.totp_seed === null;
  const set = { totp_last_step: step, ...(enrolls ? { totp_seed: sealed, totp_pending: null } : {}) };
  return { proven: true, enrolls, set };
}
