import type { Transaction } from 'kysely';
import { tokenHash } from '#server/auth/password.ts';
import type { AuthRules } from '#server/auth/rules.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';
import type { SignInResult } from '#shared/session-api.ts';
import { issueTokens } from './issue-tokens.ts';

/**
 * Exchanges a single-use refresh token for the next pair of tokens (RFC 9700, 4.14.2). If the previous refresh token is
 * used again, the response to its first use may have been lost. The token is then accepted, provided that neither token
 * issued in that response has been used; those tokens become invalid. Any other reuse means that two parties have the
 * token, and ends the session. The workstation's cache is not destroyed in that case, because no one revoked the session.
 * @throws AppError `unauthenticated`, `session_revoked`
 */
export async function refreshSession(
  deps: Deps,
  rules: AuthRules,
  refreshToken: string,
  source: string,
): Promise<SignInResult> {
  const at = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<SignInResult | AppError> => {
    const found = await findAndLock(trx, refreshToken);
    if (found === undefined) return new AppError('unauthenticated');
    const { session, officer, generation } = found;
    if (session.revoked_by !== null || officer.disabled_at !== null) return new AppError('session_revoked');
    if (session.revoked_at !== null || session.expires_at <= at) return new AppError('unauthenticated');

    const newest = session.generation;
    const lostAnswer = generation === newest - 1 && (await nobodyUsed(trx, session.id, newest));
    if (generation !== newest && !lostAnswer) {
      await trx
        .updateTable('session')
        .set({ revoked_at: at, ended_why: 'reuse' })
        .where('id', '=', session.id)
        .execute();
      const detail = { officer: officer.id, workstation: session.workstation };
      const reuse = { at, actor: officer.id, action: 'session.reuse', outcome: 'failure', source, detail } as const;
      await appendAudit(trx, { ...reuse, target: session.id });
      return new AppError('unauthenticated');
    }
    await tidy(trx, session.id, lostAnswer ? newest : null, newest, at);
    const next = lostAnswer ? newest : newest + 1;
    await trx.updateTable('session').set({ generation: next, refreshed_at: at }).where('id', '=', session.id).execute();
    const expiresAt = session.expires_at;
    const tokens = await issueTokens(trx, { id: session.id, generation: next, expiresAt }, at, rules.accessMs);
    const { id, name, display_name: displayName, role } = officer;
    return { ...tokens, officer: { id, name, displayName, role }, expiresAt: expiresAt.toISOString() };
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

/** Locks the session, so that concurrent requests with the same token are handled one after another. */
async function findAndLock(trx: Transaction<Database>, refreshToken: string) {
  const token = await trx
    .selectFrom('session_token')
    .select(['session_id', 'generation'])
    .where('token_hash', '=', tokenHash(refreshToken))
    .where('kind', '=', 'refresh')
    .executeTakeFirst();
  if (token === undefined) return undefined;
  const session = await trx
    .selectFrom('session')
    .selectAll()
    .where('id', '=', token.session_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const officer = await trx
    .selectFrom('officer')
    .select(['id', 'name', 'display_name', 'role', 'disabled_at'])
    .where('id', '=', session.officer_id)
    .executeTakeFirstOrThrow();
  return { session, officer, generation: token.generation };
}

async function nobodyUsed(trx: Transaction<Database>, sessionId: string, generation: number): Promise<boolean> {
  const used = await trx
    .selectFrom('session_token')
    .select('token_hash')
    .where('session_id', '=', sessionId)
    .where('generation', '=', generation)
    .where('used_at', 'is not', null)
    .executeTakeFirst();
  return used === undefined;
}

/**
 * Deletes expired access tokens and, if a response was lost, the pair of tokens issued in it. The newest expired tokens
 * are kept, so that a workstation that was offline for a long time still learns that its session was revoked.
 */
async function tidy(
  trx: Transaction<Database>,
  sessionId: string,
  lost: number | null,
  newest: number,
  at: Date,
): Promise<void> {
  await trx
    .deleteFrom('session_token')
    .where('session_id', '=', sessionId)
    .where((where) =>
      where.or([
        ...(lost === null ? [] : [where('generation', '=', lost)]),
        where.and([where('kind', '=', 'access'), where('generation', '<', newest - 1), where('expires_at', '<=', at)]),
      ]),
    )
    .execute();
}
