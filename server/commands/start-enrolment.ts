import { AppError } from '#shared/errors.ts';
import type { Enrolment } from '#shared/session-api.ts';
import type { AuthRules } from '../auth/rules.ts';
import { enrolmentOf, newSeed } from '../auth/totp.ts';
import { appendAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { Refusal, withSecret } from './check-secret.ts';

/**
 * Gives the seed of a second factor to somebody who knows the secret. It counts from a sign-in with a right code.
 * @throws AppError `bad_credentials`, `account_locked`; `forbidden` where there is a second factor, or none is asked for.
 */
export function startEnrolment(
  deps: Deps,
  rules: AuthRules,
  given: { name: string; secret: string },
  source: string,
): Promise<Enrolment> {
  return withSecret(deps, {
    ...given,
    source,
    action: 'officer.enrol',
    proceed: async (trx, officer, at) => {
      if (rules.secondFactor === 'off') {
        const message = 'This server asks for no second factor.';
        return new Refusal(new AppError('forbidden', { message }), 'no second factors here', false);
      }
      if (officer.totp_seed !== null) {
        const message = 'This account has a second factor. An administrator can reset it.';
        return new Refusal(new AppError('forbidden', { message }), 'has one already', false);
      }
      const pending = newSeed(rules.key, officer.id);
      await trx.updateTable('officer').set({ totp_pending: pending }).where('id', '=', officer.id).execute();
      await appendAudit(trx, {
        at,
        actor: officer.id,
        action: 'officer.enrol',
        target: officer.id,
        outcome: 'success',
        source,
        detail: {},
      });
      return enrolmentOf(rules.key, pending, officer);
    },
  });
}
