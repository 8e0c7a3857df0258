import type { AuthRules } from '#server/auth/rules.ts';
import { enrollmentOf, newSeed } from '#server/auth/totp.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { AccountDeps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';
import type { Enrollment } from '#shared/session-api.ts';
import { Refusal, withPassword } from './check-password.ts';
import { isWaiting } from './confirmations.ts';
import { waiting } from './sign-in.ts';

/**
 * Returns the seed of a new second factor to a user who knows the password. The second factor takes effect at the first
 * sign-in with a correct code.
 * @throws AppError `bad_credentials`, `account_locked`; `forbidden` if the account already has a second factor or none is
 * required.
 */
export function startEnrollment(
  deps: AccountDeps,
  rules: AuthRules,
  given: { name: string; password: string; deviceToken?: string | undefined },
  source: string,
): Promise<Enrollment> {
  return withPassword(deps, rules, {
    name: given.name,
    password: given.password,
    source,
    device: { token: given.deviceToken },
    action: 'officer.enroll',
    proceed: async (trx, officer, at) => {
      if (rules.secondFactor === 'off') {
        const detail = { code: 'no_second_factors', params: {} } as const;
        return new Refusal(new AppError('forbidden', { detail }), 'second_factors_are_turned_off', false);
      }
      if (await isWaiting(trx, officer.id)) return waiting();
      if (officer.totp_seed !== null) {
        const detail = { code: 'has_second_factor', params: {} } as const;
        return new Refusal(new AppError('forbidden', { detail }), 'has_one_already', false);
      }
      const pending = newSeed(rules.key, officer.id);
      await trx.updateTable('officer').set({ totp_pending: pending }).where('id', '=', officer.id).execute();
      await appendAudit(trx, {
        at,
        actor: officer.id,
        action: 'officer.enroll',
        target: officer.id,
        outcome: 'success',
        source,
        detail: {},
      });
      return enrollmentOf(rules.key, pending, officer);
    },
  });
}
