import type { Transaction } from 'kysely';
import { RECOVERY_CODES, randomRecoveryCode, recoveryCodeHashes } from '#server/auth/recovery-code.ts';
import type { ServerKey } from '#server/auth/server-key.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import type { Database } from '#server/db/schema.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Returns how many codes an account has left, and when they were made (null if it has none). `used` tells whether one
 * was used to open this session, or has been used since.
 */
export async function recoveryCodesOf(
  db: Db,
  { id, officer }: Session,
): Promise<{ left: number; madeAt: string | null; used: boolean }> {
  const row = await db
    .selectFrom('recovery_code')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('used_at', 'is', null).as('left'),
      eb.fn.max('made_at').as('madeAt'),
      eb.fn
        .countAll<number>()
        .filterWhere('used_at', '>=', eb.selectFrom('session').select('created_at').where('id', '=', id))
        .as('used'),
    ])
    .where('officer_id', '=', officer.id)
    .executeTakeFirstOrThrow();
  const madeAt = row.madeAt === null ? null : new Date(row.madeAt).toISOString();
  return { left: row.left, madeAt, used: row.used > 0 };
}

/** Whether an account has an authenticator app. */
export async function hasSecondFactor(db: Db, officerId: string): Promise<boolean> {
  const row = await db.selectFrom('officer').select('totp_seed').where('id', '=', officerId).executeTakeFirst();
  return row?.totp_seed != null;
}

/**
 * Makes ten new codes for the caller's own account; earlier ones stop working. The codes are returned only here, and
 * stored only as hashes.
 * @throws AppError `against_rule` for an account without an authenticator app, which has nothing to recover.
 */
export async function makeRecoveryCodes(deps: Deps, { officer }: Session, source: string): Promise<string[]> {
  const at = deps.now();
  const codes = Array.from({ length: RECOVERY_CODES }, randomRecoveryCode);
  await deps.db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('officer')
      .select('totp_seed')
      .where('id', '=', officer.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (account.totp_seed === null)
      throw new AppError('against_rule', { detail: { code: 'no_app_to_recover', params: {} } });
    await trx.deleteFrom('recovery_code').where('officer_id', '=', officer.id).execute();
    const rows = codes.map((code) => ({
      officer_id: officer.id,
      code_hash: recoveryCodeHashes(deps.key, officer.id, code)[0],
      made_at: at,
    }));
    await trx.insertInto('recovery_code').values(rows).execute();
    const entry = { at, actor: officer.id, action: 'officer.recovery_codes', target: officer.id, source } as const;
    await appendAudit(trx, { ...entry, outcome: 'success', detail: { codes: codes.length } });
  });
  return codes;
}

/** Uses up a code in place of the authenticator app. Returns how many are left; null if it is wrong or already used. */
export async function takeRecoveryCode(
  trx: Transaction<Database>,
  key: ServerKey,
  officerId: string,
  typed: string,
  at: Date,
): Promise<number | null> {
  const used = await trx
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('officer_id', '=', officerId)
    .where('code_hash', 'in', recoveryCodeHashes(key, officerId, typed))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) return null;
  const { left } = await trx
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('officer_id', '=', officerId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}
