import type { Language } from '#shared/domain/report.ts';
import { APP_HOST } from '../app-origin.ts';
import { SECURITY_HEADERS } from './content-security.ts';
import { inLanguage } from './static-files.ts';

/** Where the window's files come from while it is developed: Vite on loopback, and the nonce of its inline elements. */
export type DevWindow = { address: URL; nonce: string };

/**
 * What `npm run dev` gives in `P2C_DEV_WINDOW` (`http://127.0.0.1:PORT/#NONCE`); null without it, and always in the packaged
 * application, whose window shows no other files than its own.
 * @throws Error when the address is not on loopback.
 */
export function devWindow(env: Readonly<Record<string, string | undefined>>, isPackaged: boolean): DevWindow | null {
  const given = env['P2C_DEV_WINDOW'];
  if (isPackaged || given === undefined || given === '') return null;
  const address = URL.parse(given);
  const nonce = address?.hash.slice(1) ?? '';
  if (address?.protocol !== 'http:' || address.hostname !== '127.0.0.1' || !/^[\w-]{16,}$/.test(nonce)) {
    throw new Error('P2C_DEV_WINDOW must be http://127.0.0.1:PORT/#NONCE');
  }
  return { address, nonce };
}

/**
 * Answers a request of the window from the development server. The window keeps its own origin, `app://p2c`, and its
 * policy but for two things: inline elements that bear the nonce, and the socket that tells of changes.
 */
export function serveDevWindow(dev: DevWindow, language: () => Language): (request: Request) => Promise<Response> {
  const policy = (SECURITY_HEADERS['content-security-policy'] ?? '')
    .replace("script-src 'self'", `script-src 'self' 'nonce-${dev.nonce}'`)
    .replace("style-src 'self'", `style-src 'self' 'nonce-${dev.nonce}'`)
    .replace("connect-src 'self'", `connect-src 'self' ws://${dev.address.host}`);
  return async (request) => {
    const url = URL.parse(request.url);
    if (url === null || url.host !== APP_HOST || request.method !== 'GET') return new Response('', { status: 403 });
    const wanted = new URL(`.${url.pathname}${url.search}`, dev.address);
    // Vite sends a style sheet to a link and a module to an import, and tells them apart by this.
    const answer = await fetch(wanted, { headers: { accept: request.headers.get('accept') ?? '*/*' } });
    const type = answer.headers.get('content-type') ?? 'text/plain';
    const body = type.startsWith('text/html') ? inLanguage(await answer.text(), language()) : answer.body;
    const headers = { ...SECURITY_HEADERS, 'content-security-policy': policy, 'content-type': type };
    return new Response(body, { status: answer.status, headers });
  };
}
