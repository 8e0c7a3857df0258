import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sameText, sign } from './seal.ts';

/**
 * Signed double submit: a random value in a cookie and its HMAC in the form. Another site can make a browser send
 * the cookie at most, never read the form. Lax, so that a person who comes from a mail keeps the forms open elsewhere.
 */
export type Csrf = {
  /** What the cookie says which browser this is; null where it sent none. */
  browser: (request: FastifyRequest) => string | null;
  /** The token for a form in this answer; sets the cookie where the browser has none. */
  token: (request: FastifyRequest, reply: FastifyReply) => string;
  /** `foreign`: the browser itself says that another site sent this. `missing`: cookie and token do not belong together. */
  check: (request: FastifyRequest, token: string) => 'ok' | 'foreign' | 'missing';
};

export function createCsrf(secret: Uint8Array): Csrf {
  const tokenFor = (id: string) => sign(secret, 'csrf', id);
  return {
    browser: cookieOf,
    token(request, reply) {
      const known = cookieOf(request);
      if (known !== null) return tokenFor(known);
      const id = randomBytes(16).toString('base64url');
      const secure = request.protocol === 'https' ? '; Secure' : '';
      reply.header('set-cookie', `${cookieName(request)}=${id}; Path=/; HttpOnly; SameSite=Lax${secure}`);
      return tokenFor(id);
    },
    check(request, token) {
      // Fetch metadata (W3C) tells it without a referrer, which these pages suppress. Old browsers do not send it.
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
      const id = cookieOf(request);
      return id !== null && sameText(token, tokenFor(id)) ? 'ok' : 'missing';
    },
  };
}

/** With TLS the prefix keeps a neighbouring host name from planting the cookie (RFC 6265bis). */
function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-p2c' : 'p2c';
}

function cookieOf(request: FastifyRequest): string | null {
  const wanted = `${cookieName(request)}=`;
  const pair = (request.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(wanted));
  const value = pair?.trim().slice(wanted.length) ?? '';
  return /^[\w-]{22}$/.test(value) ? value : null;
}
