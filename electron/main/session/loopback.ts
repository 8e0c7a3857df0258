import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { BROWSER_FAILURES, type BrowserFailure } from '#shared/sign-in-api.ts';

export type BrowserAnswer = { code: string } | { failure: BrowserFailure };

/** A local port that waits for one response from the system browser. */
export type Loopback = { port: number; answer: Promise<BrowserAnswer>; close: () => void };

const query = z.union([
  z.object({ state: z.string(), code: z.string().regex(/^[\w-]{43}$/) }),
  z.object({ state: z.string(), error: z.enum(BROWSER_FAILURES) }),
]);
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
};

/**
 * Listens on 127.0.0.1, at a port that the system assigns, until the first answer with the right state. Anything else
 * that a page or program on this machine sends gets 404 and changes nothing.
 * @param pageOf the page that the browser shows at the end, as HTML.
 */
export async function openLoopback(state: string, pageOf: (isGood: boolean) => string): Promise<Loopback> {
  let settle: (answer: BrowserAnswer) => void = () => {};
  const answer = new Promise<BrowserAnswer>((resolve) => {
    settle = resolve;
  });
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 10_000, headersTimeout: 10_000 });
  server.maxConnections = 20;
  const isOurs = ({ method, url = '', headers }: IncomingMessage) => {
    // The Host header is checked too, so that no website can use a host name of its own (DNS rebinding).
    if (method !== 'GET' || headers.host !== `127.0.0.1:${portOf()}` || !url.startsWith('/?')) return null;
    const given = query.safeParse(Object.fromEntries(new URLSearchParams(url.slice(2)))).data;
    return given !== undefined && isSame(given.state, state) ? given : null;
  };
  server.on('request', (request, response) => {
    const given = isOurs(request);
    if (given === null) return void response.writeHead(404, HEADERS).end();
    const found: BrowserAnswer = 'code' in given ? { code: given.code } : { failure: given.error };
    response.writeHead(200, HEADERS).end(pageOf('code' in found), () => {
      server.close();
      settle(found);
    });
  });
  const portOf = (): number => {
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: portOf(), answer, close };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
