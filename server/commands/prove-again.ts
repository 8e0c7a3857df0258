import type { AuthRules } from '../auth/rules.ts';
import { appendAudit } from '../db/audit.ts';
import type { Session } from '../db/session.ts';
import type { Deps } from '../deps.ts';
import { NO_FAILURES, Refusal, withSecret } from './check-secret.ts';
import { factorOf } from './sign-in.ts';

/**
 * Takes secret and code once more in an open session (IA-11), so that privileged acts are open to it for a while.
 * Whoever holds the session but not the secret has as few tries as at the sign-in.
 * @throws AppError `bad_credentials`, `account_locked`, `code_needed`, `wrong_code`, `enrolment_needed`
 */
export async function proveAgain(
  deps: Deps,
  rules: AuthRules,
  given: { secret: string; code?: string | undefined },
  session: Session,
  source: string,
): Promise<void> {
  await withSecret(deps, {
    name: session.officer.name,
    secret: given.secret,
    source,
    action: 'session.prove',
    proceed: async (trx, officer, at): Promise<null | Refusal> => {
      const factor = factorOf(officer, rules, given.code, at);
      if (factor instanceof Refusal) return factor;
      await trx
        .updateTable('officer')
        .set({ ...NO_FAILURES, ...factor.set })
        .where('id', '=', officer.id)
        .execute();
      await trx.updateTable('session').set({ proven_at: at }).where('id', '=', session.id).execute();
      const detail = { session: session.id, factors: factor.proven ? 2 : 1 };
      const entry = { at, actor: officer.id, action: 'session.prove', target: null, source, detail } as const;
      // Somebody who signed in with one factor may set the second one up here.
      if (factor.enrols) {
        const set = { ...entry, action: 'officer.second_factor', target: officer.id, detail: {} } as const;
        await appendAudit(trx, { ...set, outcome: 'success' });
      }
      await appendAudit(trx, { ...entry, outcome: 'success' });
      return null;
    },
  });
}
