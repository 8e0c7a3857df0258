import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may see a window's page. The first page comes with a one-time token from standard output and gets a cookie for
 * it; the cookie's name is random, because cookies ignore ports and another program on this machine may set some too.
 */
export type PageAccess = {
  /** The token not used so far. */
  token: () => string;
  /** Takes the token once: the `Set-Cookie` value, or `null`. The cookie of an earlier page is void from then on. */
  exchange: (token: string) => string | null;
  /** `null` when the request may pass, else why not. */
  refusal: (request: IncomingMessage) => string | null;
};

/**
 * @param ownHosts the values of `Host` that are us; another means that some page re-bound its name to loopback.
 * @param kept what the cookie is made of where a page comes back after a restart (`npm run dev`); undefined: new each time.
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
      // A link to us may come from anywhere (it finds no cookie then); a frame or a script from elsewhere may not.
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

/** In constant time; hashed first, because lengths must be equal. */
function samePassword(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
