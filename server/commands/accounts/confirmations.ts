import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import { type Confirmation, MOST_CONFIRMATIONS } from '#shared/domain/confirmation.ts';
import { REVIEWERS, type Role } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { endSessions } from './revoke-sessions.ts';

type Trx = Transaction<Database>;
type Why = Confirmation['why'];

/** Whether a role sees reports, so that no single administrator may open an account with it. */
export const reviews = (role: Role): boolean => REVIEWERS.some((one) => one === role);

/**
 * From now on, nobody signs in to this account before a second person agrees: the administrator who did this could
 * otherwise do so as its officer. A later change replaces an earlier one that nobody decided about.
 */
export async function askForSecondPerson(
  trx: Trx,
  { officerId, why, by, at }: { officerId: string; why: Why; by: string; at: Date },
): Promise<void> {
  await trx
    .deleteFrom('account_confirmation')
    .where('officer_id', '=', officerId)
    .where('decided_at', 'is', null)
    .execute();
  await trx
    .insertInto('account_confirmation')
    .values({ id: uuidv7(at), officer_id: officerId, why, asked_by: by, asked_at: at })
    .execute();
}

/** Whether the account waits for a second person. */
export async function isWaiting(trx: Trx | Db, officerId: string): Promise<boolean> {
  const open = trx
    .selectFrom('account_confirmation')
    .select('id')
    .where('officer_id', '=', officerId)
    .where('decided_at', 'is', null);
  return (await open.executeTakeFirst()) !== undefined;
}

/** All accounts that wait, oldest first. */
export async function listConfirmations(db: Db): Promise<Confirmation[]> {
  const rows = await db
    .selectFrom('account_confirmation')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .leftJoin('officer as asker', (join) =>
      join.on((eb) => eb(eb.cast<string>('asker.id', 'text'), '=', eb.ref('asked_by'))),
    )
    .select(['officer.id', 'officer.name', 'officer.display_name', 'officer.role', 'why', 'asked_by', 'asked_at'])
    .select('asker.display_name as askedByName')
    .where('decided_at', 'is', null)
    .orderBy('asked_at')
    .limit(MOST_CONFIRMATIONS)
    .execute();
  return rows.map((row) => ({
    officer: { id: row.id, name: row.name, displayName: row.display_name, role: row.role },
    why: row.why,
    askedBy: { id: row.asked_by, displayName: row.askedByName ?? row.asked_by },
    askedAt: row.asked_at.toISOString(),
  }));
}

/**
 * A second person agrees, or declines: then the account is disabled. Neither the administrator who asked nor the account
 * itself may decide.
 * @throws AppError `not_found` if nothing waits there, `forbidden`
 */
export async function decideConfirmation(
  deps: Deps,
  which: { id: string } | { name: string },
  confirmed: boolean,
  by: { actor: string; source: string },
): Promise<void> {
  const at = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<AppError | null> => {
    const row = await trx
      .selectFrom('account_confirmation')
      .innerJoin('officer', 'officer.id', 'officer_id')
      .select(['account_confirmation.id', 'officer_id', 'asked_by', 'why'])
      .where((eb) =>
        'id' in which ? eb('officer_id', '=', which.id) : eb('name', '=', which.name.trim().toLowerCase()),
      )
      .where('decided_at', 'is', null)
      .forUpdate('account_confirmation')
      .executeTakeFirst();
    if (row === undefined) return new AppError('not_found');
    const entry = { at, ...by, action: 'officer.confirm', target: row.officer_id } as const;
    const detail = { why: row.why, asked: row.asked_by, decision: confirmed ? 'confirmed' : 'declined' };
    if (by.actor === row.asked_by || by.actor === row.officer_id) {
      await appendAudit(trx, { ...entry, outcome: 'failure', detail });
      return new AppError('forbidden', { detail: { code: 'second_person_needed', params: {} } });
    }
    await trx
      .updateTable('account_confirmation')
      .set({ decided_by: by.actor, decided_at: at, confirmed })
      .where('id', '=', row.id)
      .execute();
    if (!confirmed) {
      const set = { disabled_at: at, disabled_why: 'administrator' } as const;
      await trx.updateTable('officer').set(set).where('id', '=', row.officer_id).execute();
      await endSessions(trx, { officerId: row.officer_id }, { at, why: 'revoked', by: by.actor });
    }
    await appendAudit(trx, { ...entry, outcome: 'success', detail });
    return null;
  });
  if (outcome !== null) throw outcome;
}
