import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sameText, sign } from './seal.ts';

/**
 * CSRF protection with a signed double-submit cookie: a random value in a cookie and its HMAC in the form. Another site
 * can at most make a browser send the cookie; it can never read the form. The cookie is SameSite=Lax, so that arriving
 * from an e-mail link doesn't break forms open in other tabs.
 */
export type Csrf = {
  /** The browser's id from the cookie; null when the request has no cookie. */
  browser: (request: FastifyRequest) => string | null;
  /** The browser's id; sets the cookie if the browser has none. */
  browserFor: (request: FastifyRequest, reply: FastifyReply) => string;
  /** The token for a form in this response. Sets the cookie if the browser has none. */
  token: (request: FastifyRequest, reply: FastifyReply) => string;
  /**
   * `foreign`: the browser's headers show that the request came from another site. `missing`: cookie and token don't
   * match.
   */
  check: (request: FastifyRequest, token: string) => 'ok' | 'foreign' | 'missing';
  /** Whether the browser itself says that the request comes from a page of this site. */
  isOwn: (request: FastifyRequest) => boolean;
  /** Ends this browser's visit: its forms and the pages that only it may see no longer work. */
  leave: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Whether the form with this token belongs to a visit that was ended in this browser. */
  wasLeft: (request: FastifyRequest, token: string) => boolean;
  /** Whether this browser ended a visit and has not begun another one. */
  isAway: (request: FastifyRequest) => boolean;
  /** Begins another visit. */
  comeBack: (request: FastifyRequest, reply: FastifyReply) => void;
};

/** How many visits that were ended a browser remembers. */
const MOST_LEFT = 8;

export function createCsrf(secret: Uint8Array, isSecure: boolean): Csrf {
  const { name, flags } = isSecure
    ? // With this prefix, another host of the same domain cannot set the cookie (RFC 6265bis).
      { name: '__Host-p2c', flags: 'Path=/; HttpOnly; SameSite=Lax; Secure' }
    : { name: 'p2c', flags: 'Path=/; HttpOnly; SameSite=Lax' };
  const cookieOf = (request: FastifyRequest) => {
    const value = valueOf(request, name);
    return /^[\w-]{22}$/.test(value) ? value : null;
  };
  const leftName = `${name}-left`;
  const AWAY = 'away.';
  const leftIn = (request: FastifyRequest) => valueOf(request, leftName);
  /** The digests of the form tokens of visits that were ended. */
  const endedIn = (request: FastifyRequest) =>
    leftIn(request)
      .replace(AWAY, '')
      .split('.')
      .filter((one) => one !== '');
  const digestOf = (token: string) => sign(secret, 'left', token);
  const tokenFor = (id: string) => sign(secret, 'csrf', id);
  /** IDs set in this response, so that a page with several forms gets only one. */
  const given = new WeakMap<FastifyRequest, string>();
  const browserFor = (request: FastifyRequest, reply: FastifyReply) => {
    const known = cookieOf(request) ?? given.get(request);
    if (known !== undefined) return known;
    const id = randomBytes(16).toString('base64url');
    given.set(request, id);
    reply.header('set-cookie', `${name}=${id}; ${flags}`);
    return id;
  };
  return {
    browser: cookieOf,
    browserFor,
    token: (request, reply) => tokenFor(browserFor(request, reply)),
    isOwn: (request) => request.headers['sec-fetch-site'] === 'same-origin',
    leave(request, reply) {
      const id = cookieOf(request);
      const ended = [...endedIn(request), ...(id === null ? [] : [digestOf(tokenFor(id))])].slice(-MOST_LEFT);
      reply.header('set-cookie', [`${name}=; ${flags}; Max-Age=0`, `${leftName}=${AWAY}${ended.join('.')}; ${flags}`]);
    },
    wasLeft: (request, token) => endedIn(request).some((one) => sameText(one, digestOf(token))),
    isAway: (request) => leftIn(request).startsWith(AWAY),
    comeBack: (request, reply) =>
      void reply.header('set-cookie', `${leftName}=${endedIn(request).join('.')}; ${flags}`),
    check(request, token) {
      // Fetch metadata (W3C) shows where a request came from without needing a referrer, which these pages suppress.
      // Old browsers don't send it.
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
      const id = cookieOf(request);
      return id !== null && sameText(token, tokenFor(id)) ? 'ok' : 'missing';
    },
  };
}

function valueOf(request: FastifyRequest, name: string): string {
  const wanted = `${name}=`;
  const pair = (request.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(wanted));
  return pair?.trim().slice(wanted.length) ?? '';
}
