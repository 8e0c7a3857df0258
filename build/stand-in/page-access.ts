import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Controls who may load a window's page. The first page load presents a one-time token, printed to standard output, and
 * gets a cookie in exchange. The cookie's name is random, because cookies ignore ports and other programs on this machine
 * may set cookies too.
 */
export type PageAccess = {
  /** The current token, which has not been used yet. */
  token: () => string;
  /**
   * Consumes the token and returns the `Set-Cookie` value, or `null` when the token is wrong. The previous page's cookie
   * becomes invalid.
   */
  exchange: (token: string) => string | null;
  /** `null` when the request is allowed, otherwise the reason it is not. */
  refusal: (request: IncomingMessage) => string | null;
};

/**
 * @param ownHosts accepted values of the `Host` header; any other value indicates a DNS rebinding attack on loopback.
 * @param kept the seed for the cookie, so that a page can reconnect after a restart (`npm run dev`); undefined: a new
 * cookie each time.
 */
export function createPageAccess(ownHosts: () => readonly string[], kept: string | undefined): PageAccess {
  const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);
  const cookieName = `stand-in-${kept === undefined ? randomBytes(9).toString('base64url') : nameOf(kept)}`;
  let token = randomPassword();
  let cookie = kept ?? randomPassword();

  return {
    token: () => token,
    exchange: (given) => {
      if (!samePassword(given, token)) {
        return null;
      }
      token = randomPassword();
      cookie = kept ?? randomPassword();
      return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    refusal: (request) => {
      const { host, origin } = request.headers;
      if (host === undefined || !ownHosts().includes(host)) {
        return 'wrong Host';
      }
      const reading = request.method === 'GET' || request.method === 'HEAD';
      const mustNameOrigin = !reading || request.headers.upgrade !== undefined;
      if ((mustNameOrigin || origin !== undefined) && origin !== `http://${host}`) {
        return 'wrong Origin';
      }
      const site = request.headers['sec-fetch-site'];
      // Refuses frames and scripts of other sites. A link from one is not refused here: it carries no cookie, which the
      // check below finds.
      const link = request.headers['sec-fetch-dest'] === 'document';
      if (!link && (site === 'cross-site' || site === 'same-site')) {
        return 'asked for by another site';
      }
      return samePassword(cookieOf(request, cookieName), cookie) ? null : 'no cookie: use the address that was printed';
    },
  };
}

function cookieOf(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function randomPassword(): string {
  return randomBytes(32).toString('base64url');
}

/** Constant-time comparison; hashed first, because the lengths must be equal. */
function samePassword(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
