import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { type WebSocket, WebSocketServer } from 'ws';
import { decode, encode } from './codec.ts';
import { CLOSED_ELSEWHERE, CLOSED_WINDOW, type MainMessage, type PageMessage, pageMessage } from './messages.ts';
import { createPageAccess } from './page-access.ts';
import { SCRIPT_PATH, withPageScript } from './page-script.ts';

export type PageServerOptions = {
  /** 0 for any. */
  port: number;
  /** The window's current URL, in the application's own scheme (`app://p2c/index.html#/queue`). */
  currentUrl: () => string;
  /** Answers a request from the page. The request's URL has the application's own scheme. */
  answer: (request: Request, resourceType: string | undefined) => Promise<Response>;
  script: () => string;
  receive: (message: PageMessage) => void;
  /** Seed for the page's cookie, so that the page can reconnect after a restart; undefined when it cannot. */
  kept: string | undefined;
  /**
   * Called when a one-time address has been created; `again` is true if the address replaces one that was already used.
   */
  announce: (address: string, again: boolean) => void;
};

export type PageServer = {
  /** Sends to the browser page that is connected as this window; returns `false` when no page is connected. */
  send: (message: MainMessage) => boolean;
  /** Converts `http://127.0.0.1:PORT/…` to the application's scheme; other URLs stay unchanged. */
  toApp: (url: string) => string;
  /** Converts a URL in the application's scheme to a path on the page's origin; `null` for any other URL. */
  toPath: (url: string) => string | null;
  close: () => void;
};

/**
 * One window's page: HTTP and WebSocket on 127.0.0.1. Each window has its own port, so that windows are separate origins.
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const appOrigin = (): string => /^[^:]+:\/\/[^/?#]*/.exec(options.currentUrl())?.[0] ?? '';
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024, perMessageDeflate: false });
  let page: WebSocket | null = null;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const access = createPageAccess(() => hosts, options.kept);
  const announce = (again: boolean): void => options.announce(`http://${hosts[0]}/?token=${access.token()}`, again);

  const toApp = (url: string): string => {
    const host = hosts.find((each) => url.startsWith(`http://${each}/`));
    return host === undefined ? url : appOrigin() + url.slice(`http://${host}`.length);
  };
  const toPath = (url: string): string | null => {
    const rest = url.startsWith(appOrigin()) ? url.slice(appOrigin().length) : null;
    return rest !== null && /^($|[/?#])/.test(rest) ? rest || '/' : null;
  };

  server.on('request', (request, response) => {
    void respond(request, response).catch((error: unknown) => {
      console.error(`stand-in: no answer to ${request.url?.split('?')[0]}:`, error);
      if (response.headersSent) {
        response.destroy();
      } else {
        refuse(response, 502, 'The application did not answer.');
      }
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${hosts[0]}`);
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null && hosts.includes(request.headers.host ?? '')) {
      const cookie = request.method === 'GET' ? access.exchange(token) : null;
      if (cookie === null) {
        return refuse(response, 403, 'This address was already used or is wrong: use the newest one printed.');
      }
      const location = toPath(options.currentUrl()) ?? '/';
      response.writeHead(303, { location, 'set-cookie': cookie, ...OWN_HEADERS });
      response.end();
      return announce(true);
    }
    const refusal = access.refusal(request);
    if (refusal !== null) {
      return refuse(response, 403, `Refused: ${refusal}.`);
    }
    if (url.pathname === SCRIPT_PATH) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...OWN_HEADERS });
      response.end(options.script());
      return;
    }
    if (url.pathname === '/favicon.ico') {
      // Ordinary browsers request the favicon automatically, but Electron does not. Answer the request here, so that
      // the application does not see it.
      response.writeHead(204, OWN_HEADERS);
      response.end();
      return;
    }
    const target = appOrigin() + url.pathname + url.search;
    const answer = await options.answer(toRequest(request, target), request.headers['sec-fetch-dest']?.toString());
    await pass(answer, response, request.method === 'HEAD');
  }

  server.on('upgrade', (request, socket, head) => {
    const refusal = request.url === '/.stand-in/socket' ? access.refusal(request) : 'wrong path';
    if (refusal !== null) {
      socket.end(`HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\nRefused: ${refusal}.`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, take);
  });

  function take(socket: WebSocket): void {
    page?.close(CLOSED_ELSEWHERE);
    page = socket;
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      page = page === socket ? null : page;
    });
    socket.on('message', (data, binary) => {
      const parsed = binary || !Buffer.isBuffer(data) ? null : parseMessage(data.toString());
      if (parsed === null) {
        socket.close(1008, 'not a message of the page');
      } else if (page === socket) {
        options.receive(parsed);
      }
    });
  }

  announce(false);
  return {
    send: (message) => {
      page?.send(encode(message));
      return page !== null;
    },
    toApp,
    toPath,
    close: () => {
      page?.close(CLOSED_WINDOW);
      server.close();
      // Delayed, so that the page receives the close reason first.
      setTimeout(() => server.closeAllConnections(), 200).unref();
    },
  };
}

const OWN_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

function parseMessage(text: string): PageMessage | null {
  try {
    return pageMessage.parse(decode(text));
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...OWN_HEADERS });
  response.end(`${text}\n`);
}

/** Leaves out our own HTTP details: the application's handler must not see the cookie or our origin. */
function toRequest(request: IncomingMessage, url: string): Request {
  const ours = /^(cookie|host|connection|origin|referer|sec-|upgrade|accept-encoding)/;
  const headers = Object.entries(request.headers).filter(([name]) => !ours.test(name));
  const init: RequestInit & { duplex: 'half' } = {
    duplex: 'half',
    method: request.method ?? 'GET',
    headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
  };
  const bodyless = request.method === 'GET' || request.method === 'HEAD';
  return new Request(url, bodyless ? init : { ...init, body: Readable.toWeb(request) as ReadableStream });
}

/** Forwards the handler's status, headers (including the policy) and body; our script is added to HTML. */
async function pass(answer: Response, response: ServerResponse, headOnly: boolean): Promise<void> {
  const headers = { ...OWN_HEADERS, ...Object.fromEntries(answer.headers), 'cache-control': 'no-store' };
  const isHtml = answer.headers.get('content-type')?.startsWith('text/html') === true;
  const html = isHtml ? Buffer.from(withPageScript(await answer.text())) : null;
  response.writeHead(answer.status, html === null ? headers : { ...headers, 'content-length': html.length });
  if (headOnly || html !== null || answer.body === null) {
    response.end(headOnly ? undefined : html);
    return;
  }
  await pipeline(Readable.fromWeb(answer.body as NodeStream), response);
}
