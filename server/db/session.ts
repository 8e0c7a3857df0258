import type { Officer } from '#shared/domain/officer.ts';
import { tokenHash } from '../auth/secret.ts';
import type { Db } from './open.ts';

export type Session = { id: string; officer: Officer; expiresAt: Date; readsAuditedAt: Date | null };

/**
 * The session of a bearer token that is live at `now`, or null. `revoked` when an administrator ended it or disabled
 * the account: that is said also after the session would have run out, because the workstation then destroys its key.
 */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | 'revoked' | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('officer', 'officer.id', 'session.officer_id')
    .select(['session.id', 'officer.id as officerId', 'name', 'display_name', 'role', 'reads_audited_at'])
    .select(['expires_at', 'revoked_at', 'revoked_by', 'disabled_at'])
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.revoked_by !== null || row.disabled_at !== null) return 'revoked';
  if (row.revoked_at !== null || row.expires_at <= now) return null;
  return {
    id: row.id,
    officer: { id: row.officerId, name: row.name, displayName: row.display_name, role: row.role },
    expiresAt: row.expires_at,
    readsAuditedAt: row.reads_audited_at,
  };
}
