import type { Language } from '#shared/domain/report.ts';
import { APP_HOST } from '../app-origin.ts';
import { SECURITY_HEADERS } from './content-security.ts';
import { inLanguage } from './static-files.ts';

/**
 * The source of the window's files during development: Vite's address on loopback, and the nonce for its inline
 * elements.
 */
export type DevWindow = { address: URL; nonce: string };

/**
 * Parses `P2C_DEV_WINDOW`, set by `npm run dev` (`http://127.0.0.1:PORT/#NONCE`). Returns null when unset, and always in
 * the packaged application, whose window serves only its own files.
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
 * Answers the window's requests from the development server. The window keeps its own origin, `app://p2c`, and its policy
 * with two exceptions: inline elements with the nonce, and the hot-reload socket.
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
    // Vite uses the Accept header to decide between a style sheet (for a link) and a module (for an import).
    const answer = await fetch(wanted, { headers: { accept: request.headers.get('accept') ?? '*/*' } });
    const type = answer.headers.get('content-type') ?? 'text/plain';
    const body = type.startsWith('text/html') ? inLanguage(await answer.text(), language()) : answer.body;
    const headers = { ...SECURITY_HEADERS, 'content-security-policy': policy, 'content-type': type };
    return new Response(body, { status: answer.status, headers });
  };
}
