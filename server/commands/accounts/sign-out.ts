import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditWhy } from '#shared/audit-why.ts';

/**
 * Ends a session; its token becomes invalid.
 * @param why given if the workstation ended the session by itself, not the officer.
 */
export async function signOut(
  deps: Deps,
  session: Session,
  source: string,
  why?: AuditWhy & 'too_many_tries',
): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('session')
      .set({ revoked_at: at, ended_why: 'signed_out' })
      .where('id', '=', session.id)
      .where('revoked_at', 'is', null)
      .execute();
    await appendAudit(trx, {
      at,
      actor: session.officer.id,
      action: 'session.close',
      target: session.id,
      outcome: 'success',
      source,
      detail: why === undefined ? {} : { why },
    });
  });
}
