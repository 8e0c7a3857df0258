import type { Transaction } from 'kysely';
import type { Database } from '#server/db/schema.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { SignInResult } from '#shared/session-api.ts';
import type { OfficerRow } from './check-password.ts';
import { issueTokens } from './issue-tokens.ts';

/** IA-11: everyone must authenticate again after twelve hours. */
export const SESSION_MS = 12 * 3_600_000;

type Opened = {
  workstation: string;
  /** The known workstation of the account; null if there is none. */
  deviceId: string | null;
  /** When the person authenticated; the session ends twelve hours later. */
  authenticatedAt: Date;
  /** The provider's ID token, encrypted. */
  idToken?: Buffer;
};

/** Opens a session for an officer who has proven everything that is required, and returns it with its tokens. */
export async function openSession(
  trx: Transaction<Database>,
  officer: Pick<OfficerRow, 'id' | 'name' | 'display_name' | 'role'>,
  { workstation, deviceId, authenticatedAt, idToken }: Opened,
  at: Date,
  accessMs: number,
): Promise<{ id: string; result: SignInResult }> {
  const session = { id: uuidv7(at), generation: 1, expiresAt: new Date(authenticatedAt.getTime() + SESSION_MS) };
  await trx.updateTable('officer').set({ last_sign_in_at: at }).where('id', '=', officer.id).execute();
  await trx
    .insertInto('session')
    .values({
      id: session.id,
      officer_id: officer.id,
      device_id: deviceId,
      workstation,
      created_at: at,
      refreshed_at: at,
      expires_at: session.expiresAt,
      // Privileged acts check how long ago the person authenticated.
      proven_at: authenticatedAt,
      id_token: idToken ?? null,
    })
    .execute();
  const tokens = await issueTokens(trx, session, at, accessMs);
  const { id, name, display_name: displayName, role } = officer;
  const result = { ...tokens, officer: { id, name, displayName, role }, expiresAt: session.expiresAt.toISOString() };
  return { id: session.id, result };
}
