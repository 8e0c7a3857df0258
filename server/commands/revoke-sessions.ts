import { appendAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';

/**
 * Ends every session of an officer, also one that has run out: a workstation that asks with its token is told so and
 * destroys the key of its cache (CJIS Security Policy AC-2(13)). The answer is how many, or null where there is no such
 * account. Signing in anew stays possible; disabling the account is another matter.
 */
export async function revokeSessions(
  deps: Deps,
  name: string,
  by: { actor: string; source: string },
): Promise<number | null> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const officer = await trx
      .selectFrom('officer')
      .select('id')
      .where('name', '=', name.trim().toLowerCase())
      .executeTakeFirst();
    if (officer === undefined) return null;
    const ended = await trx
      .updateTable('session')
      .set({ revoked_at: at, revoked_by: by.actor })
      .where('officer_id', '=', officer.id)
      // A session that its officer closed keeps its end; there is no workstation behind it any more.
      .where((where) => where.or([where('revoked_at', 'is', null), where('revoked_by', 'is not', null)]))
      .returning('id')
      .execute();
    await appendAudit(trx, {
      at,
      ...by,
      action: 'session.revoke',
      target: officer.id,
      outcome: 'success',
      detail: { sessions: ended.length },
    });
    return ended.length;
  });
}
