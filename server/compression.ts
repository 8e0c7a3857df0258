import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * The content types that are compressed: text that the server generates. Images, PDFs and releases are already
 * compressed.
 */
const TEXT = /^(?:text\/(?:html|css|javascript)|application\/json|image\/svg\+xml)(?:;|$)/;
/** Minimum size for compression; shorter responses fit into one packet anyway. */
const LEAST_BYTES = 1_024;
/**
 * Maximum number of responses compressed at the same time, each using up to 4 MB of memory. Any others are sent
 * uncompressed.
 */
const MOST_AT_ONCE = 8;
/** Brotli quality. Compression may take longer for data that is compressed once for everyone. */
const QUALITY = { once: 11, each: 4 };

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** Compresses pages and JSON on Node's threads, away from the main one. */
export function compressAnswers(app: FastifyInstance): void {
  // Responses sent to many callers, such as a page of the feed or the pages' script, are compressed only once.
  const made = new WeakMap<Buffer, Map<string, Promise<Buffer>>>();
  let busy = 0;
  const compressed = async (plain: Buffer, encoding: 'br' | 'gzip', isForGood: boolean): Promise<Buffer> => {
    busy += 1;
    try {
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: isForGood ? QUALITY.once : QUALITY.each,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      };
      return await (encoding === 'br' ? inBrotli(plain, { params }) : inGzip(plain));
    } finally {
      busy -= 1;
    }
  };

  app.addHook('onSend', async (request, reply, payload) => {
    if (!isText(payload) || !TEXT.test(String(reply.getHeader('content-type') ?? ''))) return payload;
    addVary(reply);
    const encoding = negotiate(request.headers['accept-encoding'] ?? '', ['br', 'gzip']);
    if (encoding === null || request.method === 'HEAD' || Buffer.byteLength(payload) < LEAST_BYTES) return payload;
    if (!mayBeCompressed(request)) return payload;
    const isForGood = String(reply.getHeader('cache-control') ?? '').includes('immutable');
    const shared = typeof payload === 'string' ? null : (made.get(payload) ?? new Map<string, Promise<Buffer>>());
    const before = shared?.get(encoding);
    if (before === undefined && busy >= MOST_AT_ONCE) return payload;
    const answer = before ?? compressed(Buffer.from(payload as string), encoding, isForGood);
    if (shared !== null) made.set(payload as Buffer, shared.set(encoding, answer));
    reply.header('content-encoding', encoding).removeHeader('content-length');
    return answer;
  });
}

const isText = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`);
}

/**
 * The length of a compressed response reveals how much of it repeats. Someone who can repeatedly choose a part of a
 * response and see its length can guess a secret in it (BREACH, CVE-2013-3587), such as a form token or an access code.
 * So a response is not compressed if another site could have made a person's browser request it with text of its
 * choice, or if it issues a token.
 */
function mayBeCompressed({ method, url, headers }: FastifyRequest): boolean {
  // Another site can't make a browser send a workstation's token, and only responses to POST contain tokens and
  // passwords. So GET responses are safe to compress.
  if (headers.authorization !== undefined) return method === 'GET';
  // The response to such a request contains nothing that the caller sent.
  if (method === 'GET' && /^[^?]*(?:\?lang=[a-z]{2})?$/.test(url)) return true;
  // All other responses may contain what the caller typed. Compress them only if the browser says that no other site
  // made the request.
  return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';
}
