import type { AuthRules } from '#server/auth/rules.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { AccountDeps } from '#server/deps.ts';
import { Refusal, withPassword } from './check-password.ts';
import { factorOrRecovery } from './sign-in.ts';

/**
 * Checks the password and code (or a recovery code) again within a session (IA-11). Afterward, privileged acts are
 * allowed for a while. Someone who has the session but not the password gets no more attempts than at sign-in.
 * @throws AppError `bad_credentials`, `account_locked`, `code_needed`, `wrong_code`, `enrollment_needed`
 */
export async function reauthenticate(
  deps: AccountDeps,
  rules: AuthRules,
  given: { password: string; code?: string | undefined; recoveryCode?: string | undefined },
  session: Session,
  source: string,
): Promise<void> {
  await withPassword(deps, rules, {
    name: session.officer.name,
    password: given.password,
    source,
    device: { id: session.deviceId },
    action: 'session.prove',
    proceed: async (trx, officer, at): Promise<null | Refusal> => {
      const factor = await factorOrRecovery(trx, officer, rules, given, at);
      if (factor instanceof Refusal) return factor;
      if (Object.keys(factor.set).length > 0)
        await trx.updateTable('officer').set(factor.set).where('id', '=', officer.id).execute();
      await trx.updateTable('session').set({ proven_at: at }).where('id', '=', session.id).execute();
      const detail = { session: session.id, factors: factor.proven ? 2 : 1 };
      const entry = { at, actor: officer.id, action: 'session.prove', target: null, source, detail } as const;
      // A user who signed in with only a password may set up the second factor here.
      if (factor.enrolls) {
        const set = { ...entry, action: 'officer.second_factor', target: officer.id, detail: {} } as const;
        await appendAudit(trx, { ...set, outcome: 'success' });
      }
      if (factor.codesLeft !== undefined) {
        const taken = {
          action: 'officer.recovery_code',
          target: officer.id,
          detail: { left: factor.codesLeft },
        } as const;
        await appendAudit(trx, { ...entry, ...taken, outcome: 'success' });
      }
      await appendAudit(trx, { ...entry, outcome: 'success' });
      return null;
    },
  });
}
