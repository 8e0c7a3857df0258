import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { extname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ClientRequestConstructorOptions, Net } from 'electron';
import { isLoopbackHost } from './loopback.ts';
import { notSupported, strict } from './strict.ts';

/** The parts of Electron's `net` that electron-updater and a `protocol.handle` handler use, limited to this machine. */
export function createNet() {
  return strict('net', {
    online: true,
    isOnline: () => true,
    request: (options: ClientRequestConstructorOptions | string) =>
      strict('net.request', new StandInRequest(typeof options === 'string' ? { url: options } : options)),
    fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
      const url = new URL(typeof input === 'string' ? input : input.url);
      return url.protocol === 'file:'
        ? await fileResponse(fileURLToPath(url))
        : await fetch(own(url), toInit(input, init));
    },
  } satisfies Pick<Net, 'online' | 'isOnline'> & Record<'request' | 'fetch', unknown>);
}

/** Implements Electron's ClientRequest on Node's: a writable body, `response`, `redirect`, `error`, `abort`, `close`. */
class StandInRequest extends Writable {
  private readonly request: http.ClientRequest;
  private readonly target: URL;
  private readonly policy: string;
  private following = false;
  /** Node reads this property when a stream fails. It is undefined because this stream is not readable. */
  readonly _readableState = undefined;

  constructor(options: ClientRequestConstructorOptions) {
    super({ autoDestroy: false });
    this.target = own(toUrl(options));
    this.policy = options.redirect ?? 'follow';
    const { request } = this.target.protocol === 'https:' ? https : http;
    this.request = request(this.target, {
      method: (options.method ?? 'GET').toUpperCase(),
      headers: options.headers ?? {},
    });
    this.request.on('response', (response) => this.answer(response));
    this.request.on('error', (error) => this.emit('error', error));
    this.request.on('close', () => this.emit('close'));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.request.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.request.end(done);
  }

  setHeader(name: string, value: string): void {
    this.request.setHeader(name, value);
  }

  getHeader(name: string): unknown {
    return this.request.getHeader(name);
  }

  removeHeader(name: string): void {
    this.request.removeHeader(name);
  }

  followRedirect(): void {
    this.following = true;
  }

  abort(): void {
    this.emit('abort');
    // The caller aborted, so further socket errors can be ignored.
    this.request.removeAllListeners('error').on('error', () => {});
    this.request.destroy();
  }

  private answer(response: http.IncomingMessage): void {
    const location = response.headers.location;
    const status = response.statusCode ?? 0;
    if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) {
      this.emit('response', response);
      return;
    }
    response.resume();
    const next = new URL(location, this.target).href;
    this.following = false;
    this.emit('redirect', status, 'GET', next, response.headers);
    if (this.following || this.policy === 'follow') {
      this.emit('error', new Error('not supported by the stand-in: following a redirect (take it with `manual`)'));
    }
  }
}

function toUrl(options: ClientRequestConstructorOptions): URL {
  if (options.url !== undefined) {
    return new URL(options.url);
  }
  const { protocol = 'http:', hostname = options.host ?? '', port, path = '/' } = options;
  return new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
}

function own(url: URL): URL {
  if (!/^https?:$/.test(url.protocol) || !isLoopbackHost(url.hostname)) {
    notSupported(`net to ${url.protocol}//${url.hostname} (only http and https to loopback)`);
  }
  return url;
}

/** Adds `duplex`, which Node requires for a streamed body although the type does not include it. */
function toInit(input: string | Request, init: RequestInit | undefined): RequestInit & { duplex?: 'half' } {
  const from: RequestInit & { duplex?: 'half' } =
    typeof input === 'string'
      ? {}
      : { method: input.method, headers: input.headers, body: input.body, signal: input.signal, duplex: 'half' };
  return { ...from, ...init };
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

/** `net.fetch` for a `file:` URL. Like Electron, it fails with `net::ERR_FILE_NOT_FOUND` when there is no such file. */
async function fileResponse(path: string): Promise<Response> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new TypeError('net::ERR_FILE_NOT_FOUND');
  }
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
  return new Response(body, { headers: { 'content-type': type, 'content-length': String(found.size) } });
}
