import type { Transaction } from 'kysely';
import { AppError } from '#shared/errors.ts';
import type { SignInResult } from '#shared/session-api.ts';
import { secretProblem } from '../auth/banned-secrets.ts';
import type { AuthRules } from '../auth/rules.ts';
import { hashSecret } from '../auth/secret.ts';
import { stepOfCode } from '../auth/totp.ts';
import { type AuditEntry, appendAudit } from '../db/audit.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { uuidv7 } from '../uuid.ts';
import { NO_FAILURES, type OfficerRow, Refusal, withSecret } from './check-secret.ts';
import { issueTokens } from './issue-tokens.ts';

/** IA-11: everybody signs in again after twelve hours. */
const SESSION_MS = 12 * 3_600_000;

type SignIn = {
  name: string;
  secret: string;
  workstation: string;
  code?: string | undefined;
  newSecret?: string | undefined;
};

/**
 * Opens a session once all is right that this account and this server ask for: secret, a secret of one's own, code.
 * Before that nothing is changed, so the workstation asks for one after the other and sends the whole again.
 * @throws AppError `bad_credentials`, `account_locked`, `new_secret_needed`, `against_rule` (newSecret),
 *   `enrolment_needed`, `code_needed` or `wrong_code`.
 */
export function signIn(deps: Deps, rules: AuthRules, given: SignIn, source: string): Promise<SignInResult> {
  return withSecret(deps, {
    name: given.name,
    secret: given.secret,
    source,
    action: 'session.open',
    proceed: async (trx, officer, at) => {
      const ownSecret = ownSecretOf(officer, rules, given);
      if (ownSecret instanceof Refusal) return ownSecret;
      const factor = factorOf(officer, rules, given.code, at);
      if (factor instanceof Refusal) return factor;

      const session = { id: uuidv7(at), generation: 1, expiresAt: new Date(at.getTime() + SESSION_MS) };
      await trx
        .updateTable('officer')
        .set({ ...NO_FAILURES, last_sign_in_at: at, ...factor.set })
        .$if(ownSecret !== null, (update) => update.set({ secret_temporary: false }))
        .where('id', '=', officer.id)
        .execute();
      if (ownSecret !== null) {
        const secret_hash = await hashSecret(ownSecret);
        await trx.updateTable('officer').set({ secret_hash }).where('id', '=', officer.id).execute();
      }
      const { id, expiresAt } = session;
      await trx
        .insertInto('session')
        .values({
          id,
          officer_id: officer.id,
          workstation: given.workstation,
          created_at: at,
          refreshed_at: at,
          expires_at: expiresAt,
        })
        .execute();
      const tokens = await issueTokens(trx, session, at, rules.accessMs);
      await audit(trx, { at, source, actor: officer.id }, [
        ...(ownSecret === null
          ? []
          : [{ action: 'officer.secret', target: officer.id, detail: { by: 'officer' } } as const]),
        ...(factor.enrols ? [{ action: 'officer.second_factor', target: officer.id, detail: {} } as const] : []),
        { action: 'session.open', target: null, detail: { session: id, factors: factor.proven ? 2 : 1 } },
      ]);
      const { name, display_name, role } = officer;
      return {
        ...tokens,
        officer: { id: officer.id, name, displayName: display_name, role },
        expiresAt: expiresAt.toISOString(),
      };
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

/** The secret that takes the place of a temporary one; null where there is nothing to replace. */
function ownSecretOf(officer: OfficerRow, rules: AuthRules, given: SignIn): string | null | Refusal {
  const { newSecret } = given;
  const invalid = (message: string) =>
    new Refusal(new AppError('against_rule', { fields: [{ path: 'newSecret', message }] }), 'new secret', false);
  if (!officer.secret_temporary) {
    return newSecret === undefined ? null : invalid('Nobody asked for a new secret. Sign in with yours.');
  }
  if (newSecret === undefined) return new Refusal(new AppError('new_secret_needed'), 'temporary secret', false);
  if (newSecret === given.secret) return invalid('Take another one than the one that you were given.');
  const problem = secretProblem(newSecret, rules.banned, { name: officer.name, displayName: officer.display_name });
  return problem === null ? newSecret : invalid(problem);
}

type Factor = {
  proven: boolean;
  enrols: boolean;
  set: { totp_last_step?: number; totp_seed?: Buffer; totp_pending?: null };
};

/** What the second factor of an account says to a code, or that one is needed. */
export function factorOf(officer: OfficerRow, rules: AuthRules, code: string | undefined, at: Date): Factor | Refusal {
  const none: Factor = { proven: false, enrols: false, set: {} };
  if (rules.secondFactor === 'off') return none;
  const sealed = officer.totp_seed ?? (code === undefined ? null : officer.totp_pending);
  if (sealed === null) {
    if (rules.secondFactor === 'optional') return none;
    return new Refusal(new AppError('enrolment_needed'), 'no second factor yet', false);
  }
  if (code === undefined) return new Refusal(new AppError('code_needed'), 'no code', false);
  const lastStep = officer.totp_last_step;
  const step = stepOfCode(rules.key, { sealed, officerId: officer.id, code, at, lastStep });
  if (step === null) return new Refusal(new AppError('wrong_code'), 'wrong code', true);
  const enrols = officer.totp_seed === null;
  const set = { totp_last_step: step, ...(enrols ? { totp_seed: sealed, totp_pending: null } : {}) };
  return { proven: true, enrols, set };
}
