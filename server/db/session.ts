import type { Officer } from '#shared/domain/officer.ts';
import { tokenHash } from '../auth/secret.ts';
import type { Db } from './open.ts';

export type Session = { id: string; officer: Officer; expiresAt: Date; readsAuditedAt: Date | null };

/** The session of a bearer token that is live at `now`, or null. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('officer', 'officer.id', 'session.officer_id')
    .select(['session.id', 'officer.id as officerId', 'name', 'display_name', 'role', 'expires_at', 'reads_audited_at'])
    .where('token_hash', '=', tokenHash(token))
    .where('revoked_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    officer: { id: row.officerId, name: row.name, displayName: row.display_name, role: row.role },
    expiresAt: row.expires_at,
    readsAuditedAt: row.reads_audited_at,
  };
}
