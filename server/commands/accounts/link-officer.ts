import { appendAudit } from '#server/db/audit.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';
import { linkIdentity, noPassword } from './directory-account.ts';
import { endSessions } from './revoke-sessions.ts';

type Linked = { name: string; issuer: string; subject: string };

/**
 * Gives an account of this server to a person in the directory. From then on only the directory opens it: its password
 * and second factor are gone, and its sessions end.
 * @throws AppError `not_found` if there is no such account, `against_rule` if it or the person is linked already.
 */
export async function linkOfficer(
  deps: Deps,
  { name, issuer, subject }: Linked,
  by: { actor: string; source: string },
): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    const officer = await trx
      .updateTable('officer')
      .set({ password_hash: noPassword(), password_temporary: false, totp_seed: null, totp_pending: null })
      .where('name', '=', name.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (officer === undefined) throw new AppError('not_found');
    const known = await trx
      .selectFrom('officer_identity')
      .select('officer_id')
      .where((eb) =>
        eb.or([eb('officer_id', '=', officer.id), eb.and([eb('issuer', '=', issuer), eb('subject', '=', subject)])]),
      )
      .executeTakeFirst();
    if (known !== undefined) throw new AppError('against_rule');
    await linkIdentity(trx, officer.id, { issuer, subject }, at);
    await trx.deleteFrom('recovery_code').where('officer_id', '=', officer.id).execute();
    const sessions = await endSessions(trx, { officerId: officer.id }, { at, why: 'signed_out', by: null });
    const detail = { subject, sessions: sessions.length };
    await appendAudit(trx, { at, ...by, action: 'officer.link', target: officer.id, outcome: 'success', detail });
  });
}
