import { randomPassword, tokenHash } from '#server/auth/password.ts';
import { findAccount } from '#server/db/accounts.ts';
import { appendAudit } from '#server/db/audit.ts';
import { adoptSources, releaseSources } from '#server/db/sign-in-sources.ts';
import type { AccountDeps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { AccountMade } from '#shared/domain/account.ts';
import type { Officer, Role } from '#shared/domain/officer.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import { askForSecondPerson } from './confirmations.ts';

export type NewOfficer = { name: string; displayName: string; role: Role };
type By = { actor: string; source: string };

/**
 * Creates an account with a random password, which is returned only once and not stored.
 * @param temporary whether the officer must choose another password at the first sign-in; only demos turn this off.
 * @param second whether someone else has to agree before anybody can sign in.
 * @throws AppError `against_rule` if the name is taken.
 */
export async function createOfficer(
  deps: AccountDeps,
  given: NewOfficer,
  by: By,
  { temporary = true, password = randomPassword(), second = false } = {},
): Promise<{ officer: Officer; password: string }> {
  const at = deps.now();
  const officer = { id: uuidv7(at), ...given, name: given.name.trim().toLowerCase() };
  const password_hash = await deps.passwords.hash(password, by.source);
  await deps.db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('officer')
      .values({
        id: officer.id,
        name: officer.name,
        display_name: officer.displayName,
        role: officer.role,
        password_hash,
        password_temporary: temporary,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) {
      throw new AppError('against_rule', { fields: [plainFault('name', 'username_taken')] });
    }
    await adoptSources(trx, tokenHash(officer.name), officer.id);
    const done = { what: 'created', from: null, to: officer.role } as const;
    if (second) await askForSecondPerson(trx, { officerId: officer.id, why: 'created', done, by: by.actor, at });
    const detail = { role: officer.role };
    await appendAudit(trx, { at, ...by, action: 'officer.create', target: officer.id, outcome: 'success', detail });
  });
  return { officer, password };
}

/**
 * Like `createOfficer`, for an administrator, who then sees the account in the list. A second person must confirm it.
 */
export async function createAccount(deps: AccountDeps, given: NewOfficer, by: By): Promise<AccountMade> {
  const { officer, password } = await createOfficer(deps, given, by, { second: true });
  const account = await findAccount(deps.db, officer.id, deps.now());
  if (account === null) throw new AppError('internal');
  return { account, password };
}

/** For demos: creates the account with this password or, if it exists, sets its password and unlocks it. */
export async function renewOfficer(deps: AccountDeps, given: NewOfficer, password: string, by: By): Promise<void> {
  const known = await deps.db.selectFrom('officer').select('id').where('name', '=', given.name).executeTakeFirst();
  if (known === undefined) return void (await createOfficer(deps, given, by, { temporary: false, password }));
  const password_hash = await deps.passwords.hash(password, by.source);
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('officer')
      .set({ password_hash, password_temporary: false })
      .where('id', '=', known.id)
      .execute();
    await releaseSources(trx, known.id);
    await appendAudit(trx, { at, ...by, action: 'officer.password', target: known.id, outcome: 'success', detail: {} });
  });
}
