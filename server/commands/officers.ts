import type { Officer, Role } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { hashSecret, randomSecret } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { uuidv7 } from '../uuid.ts';

export type NewOfficer = { name: string; displayName: string; role: Role };
type By = { actor: string; source: string };

/**
 * Makes an account with a random secret, which is handed out here once and kept nowhere.
 * @throws AppError `invalid_request` when the name is taken.
 */
export async function createOfficer(
  deps: Deps,
  given: NewOfficer,
  by: By,
): Promise<{ officer: Officer; secret: string }> {
  const secret = randomSecret();
  const at = deps.now();
  const officer = { id: uuidv7(at), ...given, name: given.name.trim().toLowerCase() };
  const secret_hash = await hashSecret(secret);
  await deps.db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('officer')
      .values({
        id: officer.id,
        name: officer.name,
        display_name: officer.displayName,
        role: officer.role,
        secret_hash,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) {
      throw new AppError('invalid_request', { fields: [{ path: 'name', message: 'This name is taken.' }] });
    }
    const detail = { role: officer.role };
    await appendAudit(trx, { at, ...by, action: 'officer.create', target: officer.id, outcome: 'success', detail });
  });
  return { officer, secret };
}

/** Releases an account that wrong sign-ins have locked. False when there is no such account. */
export async function unlockOfficer(deps: Deps, name: string, by: By): Promise<boolean> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('officer')
      .set({ failed_count: 0, first_failed_at: null, locked_at: null })
      .where('name', '=', name.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await appendAudit(trx, { at, ...by, action: 'officer.unlock', target: row.id, outcome: 'success', detail: {} });
    return true;
  });
}

/** Makes the account where it is missing; else gives it a new secret and unlocks it. */
export async function renewOfficer(deps: Deps, given: NewOfficer, by: By): Promise<string> {
  const known = await deps.db.selectFrom('officer').select('id').where('name', '=', given.name).executeTakeFirst();
  if (known === undefined) return (await createOfficer(deps, given, by)).secret;
  const secret = randomSecret();
  const secret_hash = await hashSecret(secret);
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('officer')
      .set({ secret_hash, failed_count: 0, first_failed_at: null, locked_at: null })
      .where('id', '=', known.id)
      .execute();
    await appendAudit(trx, { at, ...by, action: 'officer.secret', target: known.id, outcome: 'success', detail: {} });
  });
  return secret;
}
