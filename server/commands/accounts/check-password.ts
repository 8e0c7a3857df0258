import type { Selectable, Transaction } from 'kysely';
import type { AuditAction } from '#server/audit/catalog.ts';
import { isDeviceTokenOf } from '#server/auth/device-token.ts';
import { tokenHash } from '#server/auth/password.ts';
import type { AuthRules } from '#server/auth/rules.ts';
import { appendAudit } from '#server/db/audit.ts';
import { findDevice } from '#server/db/devices.ts';
import type { Database } from '#server/db/schema.ts';
import { ATTEMPT_INTERVAL_S, countInHour, isOverrun, takeAttempt } from '#server/db/sign-in-rate.ts';
import { countAtSource, findSource, forgive, lockName, type Tried } from '#server/db/sign-in-sources.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { AccountDeps } from '#server/deps.ts';
import { networkOf, siteOf } from '#server/network-of.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import { AppError } from '#shared/errors.ts';

export type OfficerRow = Selectable<Database['officer']>;
type Trx = Transaction<Database>;

/** A refused attempt: the error, the reason for the audit log, and whether it counts as a failed sign-in. */
export class Refusal {
  readonly error: AppError;
  readonly why: AuditWhy;
  readonly counts: boolean;
  constructor(error: AppError, why: AuditWhy, counts: boolean) {
    this.error = error;
    this.why = why;
    this.counts = counts;
  }
}

/**
 * The password was right, but the next step of the sign-in is missing. The audit log doesn't record this as a failure,
 * so that real failures stand out.
 */
export class NextStep extends Refusal {
  /**
   * Whether this counts against its source until the next step follows, so that someone with only the password gets few
   * tries.
   */
  readonly isTry: boolean;
  constructor(error: AppError, why: AuditWhy, isTry = false) {
    super(error, why, false);
    this.isTry = isTry;
  }
}

type Check<T> = {
  name: string;
  password: string;
  /** Replaces the current password if the current one is right. */
  newPassword?: string | undefined;
  /** The client's address. */
  source: string;
  /** The device token from an earlier sign-in or, within a session, the id of its known workstation. */
  device: { token: string | undefined } | { id: string | null };
  /** The action that needs the password. The audit log records every failure under this action. */
  action: AuditAction;
  /** Called once the password is right, in the same transaction and with the officer's row locked. */
  proceed: (trx: Trx, officer: OfficerRow, at: Date, proven: Proven) => Promise<T | Refusal>;
};

export type Proven = {
  /** The known workstation the request came from. */
  deviceId: string | null;
  /** Hash of `newPassword`; null if none was given. */
  nextHash: string | null;
};

/**
 * Checks a password and proceeds if it is right. Neither the response nor its timing reveals whether a name exists.
 * Whether an attempt is refused depends on the account, but the error depends only on counters. These are kept the same
 * way for every name, and neither an administrator nor the account's owner can influence them.
 * @throws AppError `bad_credentials`, `account_locked`, `too_many_requests`, `unavailable`, or the error of a `Refusal`
 * from `proceed`.
 */
export async function withPassword<T>(deps: AccountDeps, rules: AuthRules, check: Check<T>): Promise<T> {
  const { source, action } = check;
  const name = check.name.trim().toLowerCase();
  const tried = await whoTries(deps, name, check);
  const turn = await turnOf(deps, tried);
  const stored = await deps.db
    .selectFrom('officer')
    .select('password_hash')
    .where('name', '=', name)
    .executeTakeFirst();
  const { right: matches, nextHash } = await deps.passwords.check(
    { password: check.password, stored: stored?.password_hash ?? null, next: check.newPassword },
    {
      source: tried.deviceId === null ? siteOf(source) : tried.source,
      isKnown: tried.deviceId !== null || 'id' in check.device,
    },
  );
  const at = deps.now();

  const outcome = await inTransaction(deps.db, async (trx): Promise<{ value: T } | Refused> => {
    await lockName(trx, tried.nameHash);
    // Other attempts may have failed while this password was being checked, so check the limit again.
    if (turn === 'free' && (await isOverrun(trx, tried.nameHash, at))) return { error: tooMany(), overrun: null };
    const officer = await trx.selectFrom('officer').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();
    const before = await findSource(trx, tried);
    const wrong = (why: AuditWhy) =>
      new Refusal(new AppError(before?.shut_at ? 'account_locked' : 'bad_credentials'), why, true);
    // The password may have been changed while this one was being checked, so make sure that the stored hash is still
    // the same.
    const isRight = matches && officer?.password_hash === stored?.password_hash;

    let result: T | Refusal;
    if (before?.locked_at) result = wrong('locked');
    else if (officer === undefined) result = wrong('unknown_name');
    else if (!isRight) result = wrong('wrong_password');
    else if (officer.disabled_at !== null) result = wrong('disabled');
    else result = await check.proceed(trx, officer, at, { deviceId: tried.deviceId, nextHash });
    if (!(result instanceof Refusal)) {
      await forgive(trx, before);
      return { value: result };
    }

    const { error, why, counts } = result;
    const isTry = counts || (result instanceof NextStep && result.isTry);
    const locks = isTry && (await countAtSource(trx, tried, before, officer?.id ?? null, at));
    // An attempt from a source that is already locked out cannot succeed, so it is not a guess. It must not count
    // toward the limit that its source shares with others.
    const overruns = counts && !before?.shut_at && (await countInHour(trx, tried.nameHash, at));
    const row = { at, target: null, outcome: 'failure', source } as const;
    const entry = { ...row, actor: officer?.id ?? 'nobody', detail: { why } };
    if (result instanceof NextStep) await appendAudit(trx, { ...entry, action: 'session.step', outcome: 'success' });
    else await appendAudit(trx, { ...entry, action });
    const follows = { ...row, actor: 'system', target: officer?.id ?? null, outcome: 'success' } as const;
    if (locks) await appendAudit(trx, { ...follows, action: 'officer.lock', detail: { from: tried.source } });
    if (overruns) await appendAudit(trx, { ...follows, action: 'officer.slow', detail: {} });
    return { error, overrun: overruns ? (officer?.name ?? null) : null };
  });
  if ('value' in outcome) return outcome.value;
  if (outcome.overrun !== null) rules.onOverrun(outcome.overrun);
  throw outcome.error;
}

/** `overrun`: the name of an account with too many failed sign-ins, if someone must be notified now. */
type Refused = { error: AppError; overrun: string | null };

/**
 * Identifies where an attempt comes from: the known workstation of this account, proven only by a token from an earlier
 * sign-in, or otherwise the network.
 */
async function whoTries(deps: AccountDeps, name: string, { device, source }: Check<unknown>): Promise<Tried> {
  const nameHash = tokenHash(name);
  const deviceId = 'id' in device ? device.id : await deviceOf(deps, name, device.token);
  if (deviceId !== null) return { nameHash, source: `device ${deviceId}`, deviceId };
  return { nameHash, source: `address ${networkOf(source)}`, deviceId };
}

async function deviceOf(deps: AccountDeps, name: string, token: string | undefined): Promise<string | null> {
  if (token === undefined || !isDeviceTokenOf(deps.key, name, token)) return null;
  return findDevice(deps.db, name, token);
}

/**
 * Known workstations may always try. After too many failed sign-ins, all other sources share a limited number of
 * attempts.
 */
async function turnOf(deps: AccountDeps, { nameHash, deviceId }: Tried): Promise<'known' | 'taken' | 'free'> {
  if (deviceId !== null) return 'known';
  const at = deps.now();
  if (!(await isOverrun(deps.db, nameHash, at))) return 'free';
  if (!(await takeAttempt(deps.db, nameHash, at))) throw tooMany();
  return 'taken';
}

const tooMany = () => new AppError('too_many_requests', { retryAfterSeconds: ATTEMPT_INTERVAL_S });
