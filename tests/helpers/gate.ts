import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ErrorCode } from '#shared/errors.ts';
import { ownPort } from './own-port.ts';

export type Gate = {
  url: string;
  /** The address no longer responds, and open requests break. */
  offline: () => Promise<void>;
  online: () => Promise<void>;
  /** The next requests (only those to one path, if given) get this status and do not reach the server. */
  failNext: (
    status: number,
    options?: { times?: number; code?: ErrorCode; retryAfter?: number; path?: string },
  ) => void;
  /** Every request gets this status and a guest network's page, and none reaches the server. */
  guestPage: (status: number) => void;
  /**
   * Acts as if the server no longer knew any workstation's cursor: requests with a cursor fail until a workstation
   * starts over.
   */
  expireCursors: () => void;
  /** Ends all faults and releases held requests. */
  mend: () => void;
  /** The next requests that change something reach the server, but their response is lost on the way back. */
  loseNextAnswer: (times?: number) => void;
  /** Matching requests wait in front of the server until the returned function releases them. */
  hold: (holds: (url: string) => boolean) => () => void;
  /** Every answer to a matching request comes this much later. */
  slow: (ms: number, which: (url: string) => boolean) => void;
  /** Requests received, such as `POST /api/v1/sessions`. */
  seen: string[];
  stop: () => Promise<void>;
};

/** Opens a gate in front of a real server. The gate can simulate network faults. */
export async function openGate(target: string): Promise<Gate> {
  const to = new URL(target);
  const failures: { status: number; code: ErrorCode; retryAfter: number | undefined; path: string | undefined }[] = [];
  const seen: string[] = [];
  let guest: number | null = null;
  let lost = 0;
  let expired = false;
  let holds: (url: string) => boolean = () => false;
  let slow: { ms: number; which: (url: string) => boolean } | null = null;
  const held: (() => void)[] = [];
  const letGo = () => {
    holds = () => false;
    for (const one of held.splice(0)) one();
  };
  /** The error may hit a request that is being aborted. Only a client that starts over has surely received it. */
  const isExpired = (url: string) => {
    if (!expired || !url.startsWith('/api/v1/changes')) return false;
    expired = new URLSearchParams(url.split('?')[1]).has('after');
    return expired;
  };
  const refuse = (response: ServerResponse, status: number, code: ErrorCode, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify({ error: { code, message: '' } }));
  };

  const pass = (request: IncomingMessage, response: ServerResponse) => {
    const { method, url, headers } = request;
    const losing = method !== 'GET' && lost > 0;
    if (losing) lost -= 1;
    const onward = httpRequest({ host: to.hostname, port: to.port, method, path: url, headers }, (answer) => {
      if (losing) {
        answer.resume();
        answer.once('end', () => request.socket.destroy());
        return;
      }
      const late = slow?.which(url ?? '') === true ? slow.ms : 0;
      setTimeout(() => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }, late);
    });
    // A server may respond and close the connection before reading everything; its response still counts.
    onward.on('error', () => {
      if (!response.headersSent) request.socket.destroy();
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    seen.push(`${request.method} ${path}`);
    const at = failures.findIndex((one) => one.path === undefined || one.path === path);
    const [failure] = at < 0 ? [] : failures.splice(at, 1);
    if (guest !== null) {
      request.resume();
      response.writeHead(guest, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in to go on</title>');
    } else if (failure !== undefined) {
      const { status, code, retryAfter } = failure;
      request.resume();
      refuse(response, status, code, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
    } else if (isExpired(request.url ?? '')) refuse(response, 409, 'cursor_expired');
    else if (holds(request.url ?? '')) held.push(() => pass(request, response));
    else pass(request, response);
  });
  // Connections stay open as long as at the server behind the gate, and longer than any test. If an idle connection
  // were closed just as it is reused, the request would fail.
  server.keepAliveTimeout = 10 * 60_000;
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const port = await ownPort();
  await listen(port);
  const offline = async () => {
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    url: `http://127.0.0.1:${port}`,
    offline,
    online: async () => {
      if (!server.listening) await listen(port);
    },
    failNext: (status, { times = 1, code = 'unavailable', retryAfter, path } = {}) => {
      for (let n = 0; n < times; n += 1) failures.push({ status, code, retryAfter, path });
    },
    guestPage: (status) => {
      guest = status;
    },
    expireCursors: () => {
      expired = true;
    },
    mend: () => {
      failures.splice(0);
      guest = null;
      expired = false;
      lost = 0;
      slow = null;
      letGo();
    },
    loseNextAnswer: (times = 1) => {
      lost += times;
    },
    hold: (which) => {
      holds = which;
      return letGo;
    },
    slow: (ms, which) => {
      slow = { ms, which };
    },
    seen,
    stop: offline,
  };
}
