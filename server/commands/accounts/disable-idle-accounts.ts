import { appendAudit } from '#server/db/audit.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import { endSessions } from './revoke-sessions.ts';

/** AC-2(3): accounts are disabled after 90 days without a sign-in. */
const IDLE_MS = 90 * 86_400_000;
const BY = { actor: 'system', source: 'idle accounts' };
/**
 * How long ended sessions are kept. After this time, a workstation no longer has a cache, so the server no longer has
 * to tell it that its session was revoked.
 */
const SESSIONS_KEPT_MS = 400 * 86_400_000;

/**
 * Disables accounts without a sign-in for 90 days, counted from the last sign-in, the account's creation, or the last
 * time an administrator enabled it, whichever is latest. Returns how many.
 */
export async function disableIdleAccounts(deps: Deps): Promise<number> {
  const at = deps.now();
  const before = new Date(at.getTime() - IDLE_MS);
  return deps.db.transaction().execute(async (trx) => {
    const idle = await trx
      .updateTable('officer')
      .set({ disabled_at: at, disabled_why: 'idle' })
      .where('disabled_at', 'is', null)
      .where((eb) => eb(eb.fn<Date>('greatest', ['created_at', 'enabled_at', 'last_sign_in_at']), '<', before))
      .returning('id')
      .execute();
    for (const { id } of idle) {
      const ended = await endSessions(trx, { officerId: id }, { at, why: 'revoked', by: BY.actor });
      const detail = { why: 'idle' satisfies AuditWhy, sessions: ended.length };
      await appendAudit(trx, { at, ...BY, action: 'officer.disable', target: id, outcome: 'success', detail });
    }
    return idle.length;
  });
}

/** How many accounts `disableIdleAccounts` would disable now. */
export async function countIdleAccounts(deps: Deps): Promise<number> {
  const before = new Date(deps.now().getTime() - IDLE_MS);
  const { n } = await deps.db
    .selectFrom('officer')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('disabled_at', 'is', null)
    .where((eb) => eb(eb.fn<Date>('greatest', ['created_at', 'enabled_at', 'last_sign_in_at']), '<', before))
    .executeTakeFirstOrThrow();
  return n;
}

/** Deletes sessions, with their tokens, that ended more than a year ago. Their actions stay in the audit log. */
export async function removeOldSessions(deps: Deps): Promise<number> {
  const at = deps.now();
  const before = new Date(at.getTime() - SESSIONS_KEPT_MS);
  return deps.db.transaction().execute(async (trx) => {
    const gone = await trx.deleteFrom('session').where('expires_at', '<', before).executeTakeFirst();
    const sessions = Number(gone.numDeletedRows);
    if (sessions > 0) {
      const entry = { at, ...BY, source: 'old sessions', action: 'session.remove', target: null } as const;
      await appendAudit(trx, { ...entry, outcome: 'success', detail: { sessions } });
    }
    return sessions;
  });
}
