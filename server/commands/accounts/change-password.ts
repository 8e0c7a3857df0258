import type { AuthRules } from '#server/auth/rules.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { AccountDeps } from '#server/deps.ts';
import { passwordProblem } from '#shared/domain/password-rule.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldDetail } from '#shared/field-error.ts';
import { Refusal, withPassword } from './check-password.ts';
import { endSessions } from './revoke-sessions.ts';

/**
 * Changes an officer's password to a new one of their choice and ends their other sessions. Someone who has the session
 * but not the password gets no more attempts than at sign-in.
 * @throws AppError `bad_credentials`, `account_locked`, `against_rule` (newPassword)
 */
export async function changePassword(
  deps: AccountDeps,
  rules: AuthRules,
  given: { password: string; newPassword: string },
  { id, deviceId, officer: { name, displayName } }: Session,
  source: string,
): Promise<void> {
  await withPassword(deps, rules, {
    name,
    password: given.password,
    newPassword: given.newPassword,
    source,
    device: { id: deviceId },
    action: 'officer.password',
    proceed: async (trx, officer, at, { nextHash }): Promise<null | Refusal> => {
      const problem: FieldDetail | null =
        given.newPassword === given.password
          ? { code: 'password_same', params: {} }
          : passwordProblem(given.newPassword, rules.banned, { name, displayName });
      if (problem !== null || nextHash === null) {
        const fields = problem === null ? [] : [{ path: 'newPassword', detail: problem }];
        return new Refusal(new AppError('against_rule', { fields }), 'new_password', false);
      }
      await trx
        .updateTable('officer')
        .set({ password_hash: nextHash, password_temporary: false })
        .where('id', '=', officer.id)
        .execute();
      const ending = { at, why: 'password_changed', by: null } as const;
      const ended = await endSessions(trx, { officerId: officer.id }, ending, id);
      const detail = { by: 'officer', sessions: ended.length };
      const entry = { at, actor: officer.id, action: 'officer.password', target: officer.id, source, detail } as const;
      await appendAudit(trx, { ...entry, outcome: 'success' });
      return null;
    },
  });
}
