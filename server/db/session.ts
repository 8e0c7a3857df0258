import type { Officer } from '#shared/domain/officer.ts';
import { tokenHash } from '../auth/password.ts';
import type { Db } from './open.ts';

export type Session = {
  id: string;
  officer: Officer;
  expiresAt: Date;
  readsAuditedAt: Date | null;
  /** When the officer last authenticated for this session, with password and code or through the directory. */
  provenAt: Date;
  /** The known workstation that the session was opened on; null if that workstation is no longer known. */
  deviceId: string | null;
  /** Whether the session was opened through the agency's directory. */
  byDirectory: boolean;
};

/**
 * Returns the session of a bearer token that is live at `now`, or null. Returns `revoked` if an administrator ended the
 * session or disabled the account, even if token and session have expired since, because the workstation then destroys
 * the key to its cache.
 */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | 'revoked' | null> {
  const hash = tokenHash(token);
  const row = await db
    .selectFrom('session_token')
    .innerJoin('session', 'session.id', 'session_token.session_id')
    .innerJoin('officer', 'officer.id', 'session.officer_id')
    .select(['session.id', 'officer.id as officerId', 'name', 'display_name', 'role', 'reads_audited_at'])
    .select([
      'session.expires_at',
      'session.created_at',
      'proven_at',
      'device_id',
      'revoked_at',
      'revoked_by',
      'disabled_at',
    ])
    .select((eb) => eb('id_token', 'is not', null).as('byDirectory'))
    .select(['session_token.expires_at as tokenExpiresAt', 'used_at'])
    .where('token_hash', '=', hash)
    .where('kind', '=', 'access')
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.revoked_by !== null || row.disabled_at !== null) return 'revoked';
  if (row.revoked_at !== null || row.expires_at <= now || row.tokenExpiresAt <= now) return null;
  // Written only on the token's first use. After an access token has been used, the refresh token that was exchanged for
  // it must not be used again.
  if (row.used_at === null) {
    await db.updateTable('session_token').set({ used_at: now }).where('token_hash', '=', hash).execute();
  }
  return {
    id: row.id,
    officer: { id: row.officerId, name: row.name, displayName: row.display_name, role: row.role },
    expiresAt: row.expires_at,
    readsAuditedAt: row.reads_audited_at,
    provenAt: row.proven_at ?? row.created_at,
    deviceId: row.device_id,
    byDirectory: Boolean(row.byDirectory),
  };
}

/** The ID of the live session that this token is for, whether or not the token may still be used; null if there is none. */
export async function sessionOfToken(
  db: Db,
  token: string,
  kind: 'access' | 'refresh',
  now: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('session_token')
    .innerJoin('session', 'session.id', 'session_token.session_id')
    .select('session.id')
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', kind)
    .where('revoked_at', 'is', null)
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  return row?.id ?? null;
}
