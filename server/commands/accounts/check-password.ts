import { type Selectable, sql, type Transaction } from 'kysely';
import type { AuditAction } from '#server/audit/catalog.ts';
import { passwordMatches, tokenHash } from '#server/auth/password.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';

/** AC-7: at most five wrong sign-ins within fifteen minutes, then locked until an administrator releases it. */
const MOST_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
const UNKNOWN_KEPT_MS = 30 * 86_400_000;
/** First half of the lock on a name that nobody has; the second is its hash. */
const UNKNOWN_LOCK = 7_021_011;

/** What an officer's row says of wrong sign-ins once there was a right one. */
export const NO_FAILURES = { failed_at: [], failed_count: 0, first_failed_at: null };

export type OfficerRow = Selectable<Database['officer']>;
type Trx = Transaction<Database>;

/** A right password that is not enough: what else is wrong, and whether it counts as a wrong sign-in. */
export class Refusal {
  readonly error: AppError;
  readonly why: string;
  readonly counts: boolean;
  constructor(error: AppError, why: string, counts: boolean) {
    this.error = error;
    this.why = why;
    this.counts = counts;
  }
}

type Check<T> = {
  name: string;
  password: string;
  source: string;
  /** What is tried with the password; every failure is audited under it. */
  action: AuditAction;
  /** Goes on in the same transaction, with the officer's row locked, once the password is right. */
  proceed: (trx: Trx, officer: OfficerRow, at: Date) => Promise<T | Refusal>;
};

/**
 * Checks a password and goes on with it. Whether a name exists shows neither in the answer nor in the time: names that
 * nobody has are checked, counted and locked like any other.
 * @throws AppError `bad_credentials`, `account_locked`, or what `proceed` refused.
 */
export async function withPassword<T>(deps: Deps, check: Check<T>): Promise<T> {
  const { source, action } = check;
  const name = check.name.trim().toLowerCase();
  const stored = await deps.db
    .selectFrom('officer')
    .select('password_hash')
    .where('name', '=', name)
    .executeTakeFirst();
  const matches = await passwordMatches(check.password, stored?.password_hash ?? null);
  const at = deps.now();

  const outcome = await inTransaction(deps.db, async (trx): Promise<{ value: T } | AppError> => {
    const officer = await trx.selectFrom('officer').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();
    const failed = (actor: string, why: string) =>
      appendAudit(trx, { at, actor, action, target: null, outcome: 'failure', source, detail: { why } });

    if (officer === undefined) {
      const locked = await countUnknown(trx, name, at);
      await failed('nobody', locked ? 'locked' : 'unknown name');
      return new AppError(locked ? 'account_locked' : 'bad_credentials');
    }
    if (officer.locked_at !== null) {
      await failed(officer.id, 'locked');
      return new AppError('account_locked');
    }
    // Another password may have come into force while this one was worked on.
    const right = matches && officer.password_hash === stored?.password_hash;
    if (!right || officer.disabled_at !== null) {
      const locks = await countFailure(trx, officer, at);
      await failed(officer.id, right ? 'disabled' : 'wrong password');
      if (locks) await auditLock(trx, officer, at, source);
      return new AppError('bad_credentials');
    }
    const result = await check.proceed(trx, officer, at);
    if (!(result instanceof Refusal)) return { value: result };
    const locks = result.counts && (await countFailure(trx, officer, at));
    await failed(officer.id, result.why);
    if (locks) await auditLock(trx, officer, at, source);
    return result.error;
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome.value;
}

/** True when that was one too many, and the account is locked now. */
async function countFailure(trx: Trx, officer: OfficerRow, at: Date): Promise<boolean> {
  const failures = withFailure(officer.failed_at, at);
  const locks = failures.failed_count >= MOST_FAILURES;
  await trx
    .updateTable('officer')
    .set({ ...failures, locked_at: locks ? at : null })
    .where('id', '=', officer.id)
    .execute();
  return locks;
}

function auditLock(trx: Trx, { id }: OfficerRow, at: Date, source: string): Promise<void> {
  const lock = { at, actor: 'system', action: 'officer.lock', target: id, outcome: 'success' } as const;
  return appendAudit(trx, { ...lock, source, detail: { failures: MOST_FAILURES } });
}

/** The failures of the fifteen minutes that end now, with the one of now. */
function withFailure(before: readonly Date[], at: Date) {
  const failed_at = [...before.filter((one) => at.getTime() - one.getTime() <= WINDOW_MS), at];
  return { failed_at, failed_count: failed_at.length, first_failed_at: failed_at[0] ?? at };
}

/** Counts a wrong sign-in under a name that nobody has; true when it would have been locked before this one. */
async function countUnknown(trx: Trx, name: string, at: Date): Promise<boolean> {
  const name_hash = tokenHash(name);
  // As an officer's row is locked: otherwise many at once would get an answer each that a real name would not give.
  await sql`select pg_advisory_xact_lock(${UNKNOWN_LOCK}, hashtext(${name_hash}))`.execute(trx);
  const known = await trx.selectFrom('unknown_name').selectAll().where('name_hash', '=', name_hash).executeTakeFirst();
  if (known !== undefined && known.failed_count >= MOST_FAILURES) return true;
  const failures = withFailure(known?.failed_at ?? [], at);
  await trx
    .insertInto('unknown_name')
    .values({ name_hash, ...failures })
    .onConflict((conflict) => conflict.column('name_hash').doUpdateSet(failures))
    .execute();
  const old = new Date(at.getTime() - UNKNOWN_KEPT_MS);
  await trx.deleteFrom('unknown_name').where('first_failed_at', '<', old).execute();
  return false;
}
