import { createHash, timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { randomToken, tokenHash } from '#server/auth/password.ts';
import { endPending, STAFF } from '#server/db/browser-requests.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { siteOf } from '#server/network-of.ts';
import type { Asked } from '#server/oidc/provider.ts';
import { uuidv7 } from '#server/uuid.ts';

export type BrowserRequest = Selectable<Database['browser_request']>;

/** How long someone may take to sign in at the provider. */
const REQUEST_MS = 10 * 60_000;
/**
 * How long the workstation may take to exchange the code. The browser is on the same machine, so a minute is enough.
 */
const CODE_MS = 60_000;
const PURPOSE = 'browser request';

const sealedPart = z.object({ nonce: z.string(), verifier: z.string() });

type Started = {
  purpose: BrowserRequest['purpose'];
  challenge: string;
  port: number;
  deskState: string;
  workstation: string;
  sessionId: string | null;
};

/**
 * Stores what a workstation wants to do in the browser. Returns the ticket for the start page's address. Anyone may start
 * a request, so only some may be pending; a new one is never refused, but ends the oldest of the source with the most.
 */
export async function startBrowserRequest(deps: Deps, given: Started, address: string) {
  const at = deps.now();
  const source = deps.isStaff?.(address) === true ? STAFF : siteOf(address);
  await endPending(deps.db, { sessionId: given.sessionId, source }, at);
  const [id, ticket] = [uuidv7(at), randomToken()];
  const expiresAt = new Date(at.getTime() + REQUEST_MS);
  await deps.db
    .insertInto('browser_request')
    .values({
      id,
      purpose: given.purpose,
      ticket_hash: tokenHash(ticket),
      challenge: given.challenge,
      port: given.port,
      desk_state: given.deskState,
      workstation: given.workstation,
      session_id: given.sessionId,
      source,
      created_at: at,
      expires_at: expiresAt,
    })
    .execute();
  return { id, ticket, expiresAt: expiresAt.toISOString() };
}

/** Returns what a request is for; null if the ticket is unknown, expired, or already used. */
export async function purposeOf(deps: Deps, ticket: string): Promise<BrowserRequest['purpose'] | null> {
  const row = await deps.db
    .selectFrom('browser_request')
    .select('purpose')
    .where('ticket_hash', '=', tokenHash(ticket))
    .where('expires_at', '>', deps.now())
    .where('ended_at', 'is', null)
    .where('code_hash', 'is', null)
    .executeTakeFirst();
  return row?.purpose ?? null;
}

/**
 * Stores the state that the provider must return and the browser that it must return to. Opening the start page again
 * replaces both, so only the newest page can be completed. Returns the token for the browser's cookie; null if the
 * request has ended.
 */
export async function sendToProvider(deps: Deps, ticket: string, asked: Asked): Promise<string | null> {
  const browser = randomToken();
  const { nonce, verifier, state } = asked;
  const sealed = deps.key.encrypt(PURPOSE, Buffer.from(JSON.stringify({ nonce, verifier })), tokenHash(state));
  const row = await deps.db
    .updateTable('browser_request')
    .set({ state_hash: tokenHash(state), browser_hash: tokenHash(browser), sealed })
    .where('ticket_hash', '=', tokenHash(ticket))
    .where('expires_at', '>', deps.now())
    .where('ended_at', 'is', null)
    .where('code_hash', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row === undefined ? null : browser;
}

/**
 * Claims the request that a callback belongs to; its state can't be used again. Null if the state is unknown, used, or
 * expired, or was issued to another browser.
 */
export async function takeCallback(
  deps: Deps,
  state: string,
  browser: string,
): Promise<{ request: BrowserRequest; asked: Asked } | null> {
  const row = await deps.db
    .updateTable('browser_request')
    .set({ state_hash: null })
    .where('state_hash', '=', tokenHash(state))
    .where('browser_hash', '=', tokenHash(browser))
    .where('expires_at', '>', deps.now())
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row?.sealed == null) return null;
  const plain = deps.key.decrypt(PURPOSE, row.sealed, tokenHash(state));
  if (plain === null) return null;
  const { nonce, verifier } = sealedPart.parse(JSON.parse(plain.toString()));
  return { request: row, asked: { state, nonce, verifier, purpose: row.purpose } };
}

/** Gives the person who came back a code that only the workstation with the request's PKCE verifier can exchange. */
export async function grantCode(
  deps: Deps,
  requestId: string,
  who: { officerId: string; authenticatedAt: Date; idToken: Buffer },
): Promise<string> {
  const code = randomToken();
  await deps.db
    .updateTable('browser_request')
    .set({
      officer_id: who.officerId,
      authenticated_at: who.authenticatedAt,
      id_token: who.idToken,
      code_hash: tokenHash(code),
      code_expires_at: new Date(deps.now().getTime() + CODE_MS),
    })
    .where('id', '=', requestId)
    .where('ended_at', 'is', null)
    .execute();
  return code;
}

export async function endBrowserRequest(deps: Deps, requestId: string): Promise<void> {
  await deps.db.updateTable('browser_request').set({ ended_at: deps.now() }).where('id', '=', requestId).execute();
}

/**
 * Claims the request that a code belongs to. Whether the code and the verifier are right or not, the request ends with
 * the first attempt, so neither can be guessed. Null if anything doesn't match.
 */
export async function takeGranted(
  deps: Deps,
  given: { id: string; code: string; verifier: string; purpose: BrowserRequest['purpose']; sessionId: string | null },
): Promise<(BrowserRequest & { officer_id: string; authenticated_at: Date; id_token: Buffer }) | null> {
  const at = deps.now();
  const row = await deps.db
    .updateTable('browser_request')
    .set({ ended_at: at })
    .where('id', '=', given.id)
    .where('code_hash', 'is not', null)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.code_expires_at === null || row.code_expires_at <= at) return null;
  const challenge = createHash('sha256').update(given.verifier).digest('base64url');
  const isRight = same(row.code_hash ?? '', tokenHash(given.code)) && same(row.challenge, challenge);
  if (!isRight || row.purpose !== given.purpose || row.session_id !== given.sessionId) return null;
  const { officer_id, authenticated_at, id_token } = row;
  if (officer_id === null || authenticated_at === null || id_token === null) return null;
  return { ...row, officer_id, authenticated_at, id_token };
}

/** Deletes requests and sign-outs that can no longer be completed. */
export async function forgetBrowserRequests({ db, now }: Deps): Promise<number> {
  const at = now();
  const gone = await db.deleteFrom('browser_request').where('expires_at', '<', at).executeTakeFirst();
  await db.deleteFrom('provider_sign_out').where('expires_at', '<', at).execute();
  return Number(gone.numDeletedRows);
}

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
