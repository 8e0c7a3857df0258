import type { Transaction } from 'kysely';
import { randomPassword } from '#server/auth/password.ts';
import { appendAudit } from '#server/db/audit.ts';
import { hasOtherAdministrator } from '#server/db/colleagues.ts';
import type { Database } from '#server/db/schema.ts';
import type { AccountDeps, Deps } from '#server/deps.ts';
import { issuerForms } from '#server/oidc/issuer.ts';
import { AppError } from '#shared/errors.ts';
import { linkIdentity, noPassword } from './directory-account.ts';
import { endSessions } from './revoke-sessions.ts';

type By = { actor: string; source: string };
type Linked = { name: string; issuer: string; subject: string };

/**
 * Thrown instead of linking the last administrator: if that account were linked to the wrong person, nobody could undo
 * it.
 */
export class LastAdministrator extends Error {
  override readonly name = 'LastAdministrator';
}

/**
 * Links an account of this server to a person in the directory. From then on, the person signs in only through the
 * directory: the account's password and second factor are deleted, and its sessions end.
 * @throws AppError `not_found` if there is no such account, `against_rule` if the account or the person is linked
 * already; LastAdministrator
 */
export async function linkOfficer(deps: Deps, { name, issuer, subject }: Linked, by: By): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    const officer = await lockOfficer(trx, name);
    const known = await trx
      .selectFrom('officer_identity')
      .select('officer_id')
      .where((eb) =>
        eb.or([
          eb('officer_id', '=', officer.id),
          eb.and([eb('issuer', 'in', issuerForms(issuer)), eb('subject', '=', subject)]),
        ]),
      )
      .executeTakeFirst();
    if (known !== undefined) throw new AppError('against_rule');
    if (officer.role === 'administrator' && !(await hasOtherAdministrator(trx, officer.id)))
      throw new LastAdministrator();
    await trx
      .updateTable('officer')
      .set({ password_hash: noPassword(), password_temporary: false, totp_seed: null, totp_pending: null })
      .where('id', '=', officer.id)
      .execute();
    await linkIdentity(trx, officer.id, { issuer, subject }, at);
    await trx.deleteFrom('recovery_code').where('officer_id', '=', officer.id).execute();
    const sessions = await endSessions(trx, { officerId: officer.id }, { at, why: 'signed_out', by: null });
    const detail = { subject, sessions: sessions.length };
    await appendAudit(trx, { at, ...by, action: 'officer.link', target: officer.id, outcome: 'success', detail });
  });
}

/**
 * Unlinks an account from the directory. Its user signs in with a password again, the first time with a temporary one.
 * @returns the temporary password, which is not stored.
 * @throws AppError `not_found` if there is no such account, `against_rule` if it is not linked.
 */
export async function unlinkOfficer(deps: AccountDeps, name: string, by: By): Promise<string> {
  const at = deps.now();
  const password = randomPassword();
  const password_hash = await deps.passwords.hash(password, by.source);
  await deps.db.transaction().execute(async (trx) => {
    const { id } = await lockOfficer(trx, name);
    const unlinked = await trx
      .deleteFrom('officer_identity')
      .where('officer_id', '=', id)
      .returning('subject')
      .executeTakeFirst();
    if (unlinked === undefined) throw new AppError('against_rule');
    await trx.updateTable('officer').set({ password_hash, password_temporary: true }).where('id', '=', id).execute();
    const sessions = await endSessions(trx, { officerId: id }, { at, why: 'password_changed', by: null });
    const detail = { subject: unlinked.subject, sessions: sessions.length };
    await appendAudit(trx, { at, ...by, action: 'officer.unlink', target: id, outcome: 'success', detail });
  });
  return password;
}

async function lockOfficer(trx: Transaction<Database>, name: string) {
  const officer = await trx
    .selectFrom('officer')
    .select(['id', 'role'])
    .where('name', '=', name.trim().toLowerCase())
    .forUpdate()
    .executeTakeFirst();
  if (officer === undefined) throw new AppError('not_found');
  return officer;
}
