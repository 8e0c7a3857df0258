import type { Transaction } from 'kysely';
import { randomToken, tokenHash } from '#server/auth/password.ts';
import type { Database } from '#server/db/schema.ts';
import type { SignInResult } from '#shared/session-api.ts';

type Issued = Pick<SignInResult, 'token' | 'tokenExpiresAt' | 'refreshToken'>;

/**
 * Issues the tokens for a session: a short-lived access token, and a refresh token to get the next pair. Only their
 * hashes are stored.
 */
export async function issueTokens(
  trx: Transaction<Database>,
  session: { id: string; generation: number; expiresAt: Date },
  at: Date,
  accessMs: number,
): Promise<Issued> {
  const [token, refreshToken] = [randomToken(), randomToken()];
  const accessExpires = new Date(Math.min(at.getTime() + accessMs, session.expiresAt.getTime()));
  const { id: session_id, generation } = session;
  await trx
    .insertInto('session_token')
    .values([
      { token_hash: tokenHash(token), session_id, generation, kind: 'access', expires_at: accessExpires },
      { token_hash: tokenHash(refreshToken), session_id, generation, kind: 'refresh', expires_at: session.expiresAt },
    ])
    .execute();
  return { token, tokenExpiresAt: accessExpires.toISOString(), refreshToken };
}
