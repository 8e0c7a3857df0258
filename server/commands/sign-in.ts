import type { Transaction } from 'kysely';
import type { SignInResult } from '#shared/api.ts';
import { AppError } from '#shared/errors.ts';
import { randomToken, secretMatches, tokenHash } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { uuidv7 } from '../uuid.ts';

/** AC-7: at most five wrong sign-ins within fifteen minutes, then locked until an administrator releases it. */
const MOST_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
/** IA-11: everybody signs in again after twelve hours. */
const SESSION_MS = 12 * 3_600_000;

type SignIn = { name: string; secret: string; workstation: string };

/**
 * Opens a session. Whether a name exists shows neither in the answer nor in the time: names that nobody has are
 * checked, counted and locked like any other.
 * @throws AppError `bad_credentials` or `account_locked`.
 */
export async function signIn(deps: Deps, given: SignIn, source: string): Promise<SignInResult> {
  const name = given.name.trim().toLowerCase();
  const stored = await deps.db.selectFrom('officer').select('secret_hash').where('name', '=', name).executeTakeFirst();
  const right = await secretMatches(given.secret, stored?.secret_hash ?? null);
  const at = deps.now();

  const outcome = await deps.db.transaction().execute(async (trx): Promise<SignInResult | AppError> => {
    const officer = await trx.selectFrom('officer').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();
    const tell = (actor: string, outcome: 'success' | 'failure', detail: Record<string, unknown>) =>
      appendAudit(trx, { at, actor, action: 'session.open', target: null, outcome, source, detail });

    if (officer === undefined) {
      const locked = await countUnknown(trx, name, at);
      await tell('nobody', 'failure', { why: locked ? 'locked' : 'unknown name' });
      return new AppError(locked ? 'account_locked' : 'bad_credentials');
    }
    if (officer.locked_at !== null) {
      await tell(officer.id, 'failure', { why: 'locked' });
      return new AppError('account_locked');
    }
    if (!right || officer.disabled_at !== null) {
      const count = nextCount(officer.first_failed_at, officer.failed_count, at);
      const locks = count >= MOST_FAILURES;
      await trx
        .updateTable('officer')
        .set({
          failed_count: count,
          first_failed_at: count === 1 ? at : officer.first_failed_at,
          locked_at: locks ? at : null,
        })
        .where('id', '=', officer.id)
        .execute();
      await tell(officer.id, 'failure', { why: right ? 'disabled' : 'wrong secret' });
      if (locks) {
        const lock = { at, actor: 'system', action: 'officer.lock', target: officer.id, outcome: 'success' } as const;
        await appendAudit(trx, { ...lock, source, detail: { failures: count } });
      }
      return new AppError('bad_credentials');
    }
    const token = randomToken();
    const session = uuidv7(at);
    const expires = new Date(at.getTime() + SESSION_MS);
    await trx
      .updateTable('officer')
      .set({ failed_count: 0, first_failed_at: null })
      .where('id', '=', officer.id)
      .execute();
    await trx
      .insertInto('session')
      .values({
        id: session,
        token_hash: tokenHash(token),
        officer_id: officer.id,
        workstation: given.workstation,
        created_at: at,
        expires_at: expires,
      })
      .execute();
    await tell(officer.id, 'success', { session });
    return {
      token,
      officer: { id: officer.id, name: officer.name, displayName: officer.display_name, role: officer.role },
      expiresAt: expires.toISOString(),
    };
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

function nextCount(first: Date | null, count: number, at: Date): number {
  return first === null || at.getTime() - first.getTime() > WINDOW_MS ? 1 : count + 1;
}

/** Counts a wrong sign-in under a name that nobody has; true when it would have been locked before this one. */
async function countUnknown(trx: Transaction<Database>, name: string, at: Date): Promise<boolean> {
  const name_hash = tokenHash(name);
  const known = await trx.selectFrom('unknown_name').selectAll().where('name_hash', '=', name_hash).executeTakeFirst();
  if (known !== undefined && known.failed_count >= MOST_FAILURES) return true;
  const failed_count = nextCount(known?.first_failed_at ?? null, known?.failed_count ?? 0, at);
  const first_failed_at = failed_count === 1 ? at : (known?.first_failed_at ?? at);
  await trx
    .insertInto('unknown_name')
    .values({ name_hash, failed_count, first_failed_at })
    .onConflict((conflict) => conflict.column('name_hash').doUpdateSet({ failed_count, first_failed_at }))
    .execute();
  const old = new Date(at.getTime() - UNKNOWN_KEPT_MS);
  await trx.deleteFrom('unknown_name').where('first_failed_at', '<', old).execute();
  return false;
}

const UNKNOWN_KEPT_MS = 30 * 86_400_000;
