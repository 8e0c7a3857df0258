import { AppError } from '#shared/errors.ts';
import { secretProblem } from '../auth/banned-secrets.ts';
import type { AuthRules } from '../auth/rules.ts';
import { hashSecret } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import type { Session } from '../db/session.ts';
import type { Deps } from '../deps.ts';
import { NO_FAILURES, Refusal, withSecret } from './check-secret.ts';
import { endSessions } from './revoke-sessions.ts';

/**
 * Gives an officer another secret of their own choice, and ends their sessions elsewhere. Whoever holds the session but
 * not the secret has as few tries as at the sign-in.
 * @throws AppError `bad_credentials`, `account_locked`, `against_rule` (newSecret)
 */
export async function changeSecret(
  deps: Deps,
  rules: AuthRules,
  given: { secret: string; newSecret: string },
  { id, officer: { name, displayName } }: Session,
  source: string,
): Promise<void> {
  await withSecret(deps, {
    name,
    secret: given.secret,
    source,
    action: 'officer.secret',
    proceed: async (trx, officer, at): Promise<null | Refusal> => {
      const problem =
        given.newSecret === given.secret
          ? 'Take another one than the one you have.'
          : secretProblem(given.newSecret, rules.banned, { name, displayName });
      if (problem !== null) {
        const fields = [{ path: 'newSecret', message: problem }];
        return new Refusal(new AppError('against_rule', { fields }), 'new secret', false);
      }
      await trx
        .updateTable('officer')
        .set({
          secret_hash: await hashSecret(given.newSecret),
          secret_temporary: false,
          ...NO_FAILURES,
        })
        .where('id', '=', officer.id)
        .execute();
      const ending = { at, why: 'secret_changed', by: null } as const;
      const ended = await endSessions(trx, { officerId: officer.id }, ending, id);
      const detail = { by: 'officer', sessions: ended.length };
      const entry = { at, actor: officer.id, action: 'officer.secret', target: officer.id, source, detail } as const;
      await appendAudit(trx, { ...entry, outcome: 'success' });
      return null;
    },
  });
}
