import type { Readable } from 'node:stream';
import axios from 'axios';
import type { z } from 'zod';
import { type Api, type ApiName, api } from '#shared/api.ts';
import { API_VERSION, API_VERSION_HEADER, isTooOld } from '#shared/api-version.ts';
import { AppError } from '#shared/errors.ts';
import { createAdaptiveTimeout, type TimeoutRange } from './adaptive-timeout.ts';
import { readBody } from './body.ts';
import { CallError } from './call-error.ts';
import { answerError, networkError, readJson } from './failure.ts';
import { agentsFor, DIRECT, type Network } from './network.ts';

type In<Part> = Part extends z.ZodType ? z.input<Part> : never;
type Row<Name extends ApiName> = Api[Name];
type Given<Name extends ApiName> = {
  [Part in 'params' | 'query' | 'headers' | 'body' as Row<Name>[Part] extends z.ZodType ? Part : never]: In<
    Row<Name>[Part]
  >;
} & { signal?: AbortSignal; timeoutMs?: number /** How long the server may hold its response. */; heldMs?: number };

export type StreamedAnswer = {
  status: 200 | 206;
  headers: Readonly<Record<string, string | undefined>>;
  body: AsyncIterable<Buffer>;
};

export type ApiClient = {
  /**
   * Calls one endpoint in shared/api.ts and parses the response with its schema.
   * @throws CallError with the server's own code or a code from failure.ts.
   */
  call: <Name extends ApiName>(name: Name, given: Given<Name>) => Promise<z.output<Row<Name>['response']>>;
  /**
   * The raw body of a response, for a caller that parses it later.
   * @throws CallError like `call`, except bad_response.
   */
  bytes: <Name extends ApiName>(name: Name, given: Given<Name>) => Promise<Buffer>;
  /**
   * Returns the bytes of an endpoint that responds with a file.
   * @throws CallError like `call`.
   */
  file: <Name extends ApiName>(name: Name, given: Given<Name>) => Promise<Buffer>;
  /**
   * Streams a public file from the server. `range` is a Range header, which the server may ignore.
   * @throws CallError like `call`. The body's iterator also throws it, if no data arrives for 15 seconds.
   */
  stream: (path: string, given: { range?: string }) => Promise<StreamedAnswer>;
  /**
   * How far the server's clock is ahead of this one, in ms, according to its last response; zero when the difference is
   * negligible.
   */
  aheadMs: () => number;
  close: () => void;
};

const TIMEOUT_MS = 15_000;
const TIMEOUT: TimeoutRange = { leastMs: TIMEOUT_MS, mostMs: 60_000 };
/**
 * How many new tokens in a row may have expired by the time they are used. If the server rejects more than that, the
 * officer must sign in.
 */
const MOST_RENEWALS = 3;
/** A page of 500 long reports with their histories stays well below this. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Uploads are limited to 10 MB, so no file exceeds this. */
const MAX_FILE_BYTES = 12 * 1024 * 1024;
const MAX_REQUEST_BYTES = 1024 * 1024;

/**
 * The only place that uses axios. Redirects are not followed and proxies from the environment are ignored: the token goes
 * only to the configured server.
 */
export function createApi(options: {
  server: string;
  token: () => string | null;
  /**
   * Called to get another token when the current one has expired; the call is then repeated once. Throws when no token is
   * available.
   */
  renew?: (stale: string) => Promise<void>;
  /** Called when a response says that an administrator ended this session. */
  revoked?: () => void;
  /** This workstation's clock, in ms. */
  now?: () => number;
  /** This workstation's version of the API contract. */
  apiVersion?: number;
  /** Default: a direct connection, with the computer's certificate authorities. */
  network?: Network;
  timeout?: TimeoutRange;
}): ApiClient {
  const { close, ...agents } = agentsFor(options.server, options.network ?? DIRECT);
  const client = axios.create({
    ...agents,
    baseURL: options.server,
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    maxBodyLength: MAX_REQUEST_BYTES,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  });

  const { now = Date.now, apiVersion = API_VERSION } = options;
  const timeout = createAdaptiveTimeout(options.timeout ?? TIMEOUT);
  let ahead = 0;

  async function withToken<T>(name: ApiName, work: (token: string | null) => Promise<T>): Promise<T> {
    if (typeof api[name].auth === 'string') return work(null);
    try {
      return await withNewestToken(work);
    } catch (error) {
      if (error instanceof AppError && error.code === 'session_revoked') options.revoked?.();
      throw error;
    }
  }

  /**
   * Runs `work` with the current token and, if that has expired, again with the next token. If the computer slept in
   * between, the next token may have expired too, so expired tokens alone do not require a sign-in.
   */
  async function withNewestToken<T>(work: (token: string | null) => Promise<T>): Promise<T> {
    for (let renewed = 0; ; renewed += 1) {
      const token = options.token();
      if (token === null) throw new CallError('unauthenticated', { reached: false, status: null });
      try {
        return await work(token);
      } catch (error) {
        const ranOut = error instanceof CallError && error.code === 'unauthenticated';
        if (!ranOut || options.renew === undefined || renewed === MOST_RENEWALS) throw error;
        // The server rejected the request before doing anything, so it is safe to repeat.
        await options.renew(token);
      }
    }
  }

  async function request<Name extends ApiName, Data>(
    name: Name,
    given: Given<Name>,
    token: string | null,
    more: object,
  ) {
    const row = api[name];
    const heldMs = given.heldMs ?? 0;
    const asked = performance.now();
    const parts = given as { params?: object; query?: object; headers?: object; body?: unknown };
    try {
      const answer = await client.request<Data>({
        method: row.method,
        url: pathOf(row.path, parts.params ?? {}),
        params: parts.query,
        data: parts.body,
        headers: {
          [API_VERSION_HEADER]: String(apiVersion),
          accept: row.answers === 'file' ? '*/*' : 'application/json',
          // Without this, axios labels a request without a body as a form, which the server rejects.
          'content-type': parts.body === undefined ? false : 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...parts.headers,
        },
        timeout: given.timeoutMs ?? timeout.ms() + heldMs,
        ...(given.signal === undefined ? {} : { signal: given.signal }),
        ...more,
      });
      timeout.answered(performance.now() - asked - heldMs);
      ahead = aheadMs(answer.headers.date, now()) ?? ahead;
      if (name !== 'updateOffer' && isTooOld(answer.headers[API_VERSION_HEADER], apiVersion))
        throw new CallError('server_too_old', { reached: true, status: answer.status });
      return answer;
    } catch (error) {
      if (given.timeoutMs === undefined && axios.isAxiosError(error) && error.code === 'ECONNABORTED') timeout.ranOut();
      throw error instanceof CallError ? error : networkError(error);
    }
  }

  async function attempt<Name extends ApiName>(
    name: Name,
    given: Given<Name>,
    token: string | null,
  ): Promise<z.output<Row<Name>['response']>> {
    const row = api[name];
    const answer = await request<Name, string>(name, given, token, {});
    if (answer.status !== row.status) throw answerError(answer);
    const json = row.status === 204 ? null : readJson(answer.data);
    const parsed = row.response.safeParse(json);
    if (!parsed.success) {
      const code = json === undefined ? 'intercepted' : 'bad_response';
      throw new CallError(code, { reached: true, status: row.status, cause: parsed.error });
    }
    return parsed.data as z.output<Row<Name>['response']>;
  }

  async function fetchBytes<Name extends ApiName>(
    name: Name,
    given: Given<Name>,
    token: string | null,
    maxContentLength: number,
  ) {
    const more = { responseType: 'stream', maxContentLength: -1 };
    const { data, status, headers } = await request<Name, Readable>(name, given, token, more);
    const length = Number(headers['content-length'] ?? Number.NaN);
    const bytes = await readBody(data, {
      length: Number.isSafeInteger(length) ? length : null,
      limit: maxContentLength,
      idleMs: given.timeoutMs ?? timeout.ms(),
    }).catch((error: unknown) => {
      throw networkError(error);
    });
    if (status !== 200) throw answerError({ status, headers, data: bytes.toString('utf8') });
    // No endpoint responds with HTML, so this response comes from something in between, such as a proxy.
    if (/^text\/html\b/i.test(String(headers['content-type']))) {
      throw new CallError('intercepted', { reached: true, status });
    }
    return bytes;
  }

  async function stream(path: string, { range }: { range?: string }): Promise<StreamedAnswer> {
    const headers = { 'accept-encoding': 'identity', ...(range === undefined ? {} : { range }) };
    const given = { headers, responseType: 'stream', maxContentLength: -1, timeout: TIMEOUT_MS } as const;
    const answer = await client.get<Readable>(path, given).catch((error: unknown) => {
      throw networkError(error);
    });
    const { status, data } = answer;
    if (status !== 200 && status !== 206) {
      const bytes = await readBody(data, { length: null, limit: MAX_REQUEST_BYTES, idleMs: TIMEOUT_MS });
      throw answerError({ status, headers: answer.headers, data: bytes.toString('utf8') });
    }
    return { status, headers: answer.headers as StreamedAnswer['headers'], body: withIdleTimeout(data, TIMEOUT_MS) };
  }

  return {
    stream,
    call: (name, given) => withToken(name, (token) => attempt(name, given, token)),
    bytes: (name, given) => withToken(name, (token) => fetchBytes(name, given, token, MAX_ANSWER_BYTES)),
    file: (name, given) => withToken(name, (token) => fetchBytes(name, given, token, MAX_FILE_BYTES)),
    aheadMs: () => ahead,
    close,
  };
}

/** Yields the chunks of a body; throws if no chunk arrives for too long. @throws CallError */
async function* withIdleTimeout(body: Readable, idleMs: number): AsyncGenerator<Buffer> {
  const timer = setTimeout(() => body.destroy(new Error('The response stopped in the middle.')), idleMs);
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      timer.refresh();
      yield piece;
    }
  } catch (error) {
    throw networkError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Smaller differences are ignored: the Date header has a resolution of one second, and responses take time. */
const CLOCK_GRAIN_MS = 3000;

/**
 * Returns how far the server's clock is ahead according to the Date header of a response (RFC 9110, 6.6.1); null when
 * there is no valid header.
 */
export function aheadMs(date: unknown, now: number): number | null {
  const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return Math.abs(at - now) < CLOCK_GRAIN_MS ? 0 : at - now;
}

function pathOf(path: string, params: object): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = (params as Record<string, unknown>)[name];
    if (typeof value !== 'string') throw new AppError('internal', { cause: new Error(`No ${name} for ${path}`) });
    return encodeURIComponent(value);
  });
}
