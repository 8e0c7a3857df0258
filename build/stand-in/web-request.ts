import type { WebRequest, WebRequestFilter } from 'electron';
import { strict } from './strict.ts';

type Details = Record<string, unknown>;
type Listener = (details: Details, callback: (answer: Answer) => void) => void;
type Answer = { cancel?: boolean; redirectURL?: string; responseHeaders?: Record<string, string | string[]> };
type Hook = { filter: WebRequestFilter; listener: Listener } | null;

export type SessionWebRequest = {
  webRequest: Pick<WebRequest, 'onBeforeRequest' | 'onHeadersReceived'>;
  /** Runs the hooks before and after `answer` when the page makes a request. */
  around: (request: Request, resourceType: string, answer: () => Promise<Response>) => Promise<Response>;
};

/** The two supported hooks: blocking requests and adding a policy to responses. */
export function createWebRequest(): SessionWebRequest {
  let before: Hook = null;
  let received: Hook = null;
  let requests = 0;

  return {
    webRequest: strict('webRequest', {
      onBeforeRequest: (...args: unknown[]) => {
        before = toHook(args);
      },
      onHeadersReceived: (...args: unknown[]) => {
        received = toHook(args);
      },
    }),
    around: async (request, resourceType, answer) => {
      const details = { id: ++requests, url: request.url, method: request.method, resourceType, referrer: '' };
      const first = await ask(before, request.url, { ...details, timestamp: Date.now() });
      if (first.cancel === true) {
        return new Response('Blocked by the application.\n', { status: 403 });
      }
      if (first.redirectURL !== undefined) {
        throw new Error('not supported by the stand-in: onBeforeRequest with redirectURL');
      }
      const response = await answer();
      const responseHeaders: Record<string, string[]> = {};
      for (const [name, value] of response.headers) {
        responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
      }
      const second = await ask(received, request.url, {
        ...details,
        timestamp: Date.now(),
        statusCode: response.status,
        statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`.trim(),
        responseHeaders,
      });
      if (second.cancel === true) {
        return new Response('Blocked by the application.\n', { status: 403 });
      }
      return second.responseHeaders === undefined ? response : withHeaders(response, second.responseHeaders);
    },
  };
}

function toHook(args: unknown[]): Hook {
  const [filter, listener] = args.length === 1 ? [{ urls: ['<all_urls>'] }, args[0]] : args;
  return typeof listener === 'function' ? { filter: filter as WebRequestFilter, listener: listener as Listener } : null;
}

async function ask(hook: Hook, url: string, details: Details): Promise<Answer> {
  if (hook === null || !matches(hook.filter, url, String(details['resourceType']))) {
    return {};
  }
  return await new Promise((resolve) => hook.listener(details, (answer) => resolve(answer ?? {})));
}

function matches({ urls, excludeUrls = [], types }: WebRequestFilter, url: string, resourceType: string): boolean {
  const hit = (pattern: string): boolean => pattern === '<all_urls>' || toRegExp(pattern).test(url);
  const typed = types === undefined || types.some((type) => type === resourceType);
  return typed && (urls.length === 0 || urls.some(hit)) && !excludeUrls.some(hit);
}

function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

function withHeaders(response: Response, headers: Record<string, string | string[]>): Response {
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: pairs });
}
