import { randomToken, tokenHash } from '#server/auth/password.ts';
import type { AuthRules } from '#server/auth/rules.ts';
import { appendAlone, appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import { AppError } from '#shared/errors.ts';
import type { SignedIn } from '#shared/session-api.ts';
import type { BrowserFailure } from '#shared/sign-in-api.ts';
import { type BrowserRequest, takeGranted } from './browser-requests.ts';
import { openSession } from './open-session.ts';

type Given = { id: string; code: string; verifier: string };

export const TOKEN_PURPOSE = 'id token';
const SIGN_OUT_MS = 5 * 60_000;

/** Encrypts the provider's ID token, which is needed only to sign out there. */
export const sealIdToken = ({ key }: Pick<Deps, 'key'>, idToken: string): Buffer =>
  key.encrypt(TOKEN_PURPOSE, Buffer.from(idToken), '');

/**
 * Opens a session for the person who came back from the provider, in exchange for the one-time code that only this
 * workstation can use. The session ends twelve hours after the person authenticated at the provider, which may have
 * been before this sign-in (IA-11).
 * @throws AppError `sign_in_failed`
 */
export async function openDirectorySession(
  deps: Deps,
  rules: Pick<AuthRules, 'accessMs'>,
  given: Given,
  source: string,
): Promise<SignedIn> {
  const at = deps.now();
  const row = await takeGranted(deps, { ...given, purpose: 'sign_in', sessionId: null });
  const outcome = await deps.db.transaction().execute(async (trx): Promise<SignedIn | null> => {
    const officer =
      row === null
        ? undefined
        : await trx.selectFrom('officer').selectAll().where('id', '=', row.officer_id).forUpdate().executeTakeFirst();
    const entry = { at, actor: officer?.id ?? 'nobody', action: 'session.open', target: null, source } as const;
    if (row === null || officer === undefined || officer.disabled_at !== null) {
      const why: AuditWhy = row === null ? 'wrong_code_from_the_browser' : 'disabled';
      await appendAudit(trx, { ...entry, outcome: 'failure', detail: { why, by: 'directory' } });
      return null;
    }
    const { workstation, authenticated_at: authenticatedAt, id_token: idToken } = row;
    const opened = { workstation, deviceId: null, authenticatedAt, idToken };
    const session = await openSession(trx, officer, opened, at, rules.accessMs);
    const detail = { session: session.id, by: 'directory' };
    await appendAudit(trx, { ...entry, outcome: 'success', detail });
    return { ...session.result, deviceToken: null };
  });
  if (outcome === null) throw failed('expired');
  return outcome;
}

/**
 * Records that the session's officer has just authenticated at the provider again, which allows privileged acts for a
 * while.
 * @throws AppError `sign_in_failed`
 */
export async function proveByDirectory(deps: Deps, given: Given, session: Session, source: string): Promise<void> {
  const at = deps.now();
  const row = await takeGranted(deps, { ...given, purpose: 'proof', sessionId: session.id });
  const isRight = row !== null && row.officer_id === session.officer.id;
  await deps.db.transaction().execute(async (trx) => {
    if (isRight) {
      const set = { proven_at: row.authenticated_at };
      await trx.updateTable('session').set(set).where('id', '=', session.id).execute();
    }
    const entry = { at, actor: session.officer.id, action: 'session.prove', target: null, source } as const;
    const detail = { session: session.id, by: 'directory' };
    await appendAudit(trx, { ...entry, outcome: isRight ? 'success' : 'failure', detail });
  });
  if (!isRight) throw failed('expired');
}

/**
 * Prepares the sign-out from the provider. Returns the ticket for the sign-out page's address; null for a session that
 * was opened with a password.
 */
export async function startProviderSignOut(deps: Deps, { id }: Session): Promise<string | null> {
  const row = await deps.db.selectFrom('session').select('id_token').where('id', '=', id).executeTakeFirst();
  if (row?.id_token == null) return null;
  const ticket = randomToken();
  const expires_at = new Date(deps.now().getTime() + SIGN_OUT_MS);
  await deps.db
    .insertInto('provider_sign_out')
    .values({ ticket_hash: tokenHash(ticket), id_token: row.id_token, expires_at })
    .execute();
  return ticket;
}

/** The ID token to sign out with; null if the ticket is unknown, expired, or already used. */
export async function takeProviderSignOut(deps: Deps, ticket: string): Promise<string | null> {
  const row = await deps.db
    .deleteFrom('provider_sign_out')
    .where('ticket_hash', '=', tokenHash(ticket))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= deps.now()) return null;
  return deps.key.decrypt(TOKEN_PURPOSE, row.id_token, '')?.toString() ?? null;
}

export const failed = (why: 'expired'): AppError =>
  new AppError('sign_in_failed', { detail: { code: `directory_${why}`, params: {} } });

/** Logs why someone who came back from the provider was refused. */
export async function noteDirectoryRefusal(
  deps: Deps,
  given: {
    row: Pick<BrowserRequest, 'purpose'>;
    officerId: string | null;
    failure: BrowserFailure;
    source: string;
    /** The directory's id of a person without an account, or the provider's error code. */
    more: { subject?: string; trace?: string };
  },
): Promise<void> {
  const { row, officerId, failure, source, more } = given;
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: officerId ?? 'nobody',
    action: row.purpose === 'proof' ? 'session.prove' : 'session.open',
    target: null,
    outcome: 'failure',
    source,
    detail: { why: `directory_${failure}` satisfies AuditWhy, ...more },
  });
}
