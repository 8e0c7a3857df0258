import type { ExpressionBuilder, Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { announce } from '#server/db/news.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import type { Revocation } from '#shared/domain/account.ts';
import { AppError } from '#shared/errors.ts';

type Ending = { at: Date; why: 'signed_out' | 'revoked' | 'password_changed'; by: string | null };

/**
 * Ends sessions and returns their ids. Revoking also applies to expired sessions, because their workstations must still
 * learn of it, and to ended sessions, because their cache still exists. Sessions that had already ended keep their end
 * time and are not returned.
 */
export async function endSessions(
  trx: Transaction<Database>,
  which: Revocation,
  { at, why, by }: Ending,
  but?: string,
): Promise<string[]> {
  const theirs = (where: ExpressionBuilder<Database, 'session'>) => {
    if ('sessionId' in which) return where('id', '=', which.sessionId);
    return 'officerId' in which
      ? where('officer_id', '=', which.officerId)
      : where('workstation', '=', which.workstation);
  };
  const update = trx.updateTable('session').where(theirs);
  await announce(trx, 'sessions');
  if (why === 'revoked') {
    // A lost workstation must no longer count as known.
    await trx
      .deleteFrom('sign_in_device')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('session')
          .select('device_id')
          .where(theirs)
          .where('device_id', 'is not', null)
          .$castTo<{ device_id: string }>(),
      )
      .execute();
    // Uses a single statement, because two statements could both miss a sign-out that happens between them.
    const ended = await trx
      .with('before', (eb) =>
        eb.selectFrom('session').select(['id', 'revoked_at as ended_at']).where(theirs).forUpdate(),
      )
      .updateTable('session')
      .from('before')
      .whereRef('session.id', '=', 'before.id')
      .set((row) => ({
        revoked_by: row.fn.coalesce('revoked_by', row.val(by)),
        revoked_at: row.fn.coalesce('revoked_at', row.val(at)),
        ended_why: row.case().when('ended_why', '=', 'signed_out').then(row.ref('ended_why')).else(row.val(why)).end(),
      }))
      .returning(['session.id', 'ended_at'])
      .execute();
    return ended.filter(({ ended_at }) => ended_at === null).map(({ id }) => id);
  }
  const ended = await update
    .set({ revoked_at: at, revoked_by: by, ended_why: why })
    .where('revoked_at', 'is', null)
    .$if(but !== undefined, (some) => some.where('id', '!=', but ?? ''))
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

/**
 * Revokes one session, or all sessions of an officer or workstation, including expired and signed-out ones. When a
 * workstation next presents a token from a revoked session, the server reports the revocation and the workstation
 * destroys the key to its cache (CJIS Security Policy AC-2(13)). The user can still sign in again; disabling the account
 * is a separate action. Returns how many sessions ended.
 * @throws AppError `not_found` if there is no such officer, session or workstation; `forbidden` for the actor's own
 * account.
 */
export async function revokeSessions(
  deps: Deps,
  which: Revocation | { name: string },
  by: { actor: string; source: string },
): Promise<number> {
  const at = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<number | AppError> => {
    const found = 'name' in which ? await byName(trx, which.name) : which;
    if (found === null) return new AppError('not_found');
    const ended = await endSessions(trx, found, { at, why: 'revoked', by: by.actor });
    if (ended.length === 0 && !(await exists(trx, found))) return new AppError('not_found');
    const target =
      'officerId' in found
        ? found.officerId
        : 'sessionId' in found
          ? found.sessionId
          : `workstation ${found.workstation}`;
    const detail = { sessions: ended.length };
    await appendAudit(trx, { at, ...by, action: 'session.revoke', target, outcome: 'success', detail });
    return ended.length;
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

async function byName(trx: Transaction<Database>, name: string): Promise<Revocation | null> {
  const row = await trx
    .selectFrom('officer')
    .select('id')
    .where('name', '=', name.trim().toLowerCase())
    .executeTakeFirst();
  return row === undefined ? null : { officerId: row.id };
}

/** Whether such an officer, session or workstation exists at all. */
async function exists(trx: Transaction<Database>, which: Revocation): Promise<boolean> {
  const row =
    'officerId' in which
      ? await trx.selectFrom('officer').select('id').where('id', '=', which.officerId).executeTakeFirst()
      : await trx
          .selectFrom('session')
          .select('id')
          .$if('sessionId' in which, (some) => some.where('id', '=', 'sessionId' in which ? which.sessionId : ''))
          .$if('workstation' in which, (some) =>
            some.where('workstation', '=', 'workstation' in which ? which.workstation : ''),
          )
          .executeTakeFirst();
  return row !== undefined;
}
