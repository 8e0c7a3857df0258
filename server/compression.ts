import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Text of ours. Pictures, PDFs and releases are compressed already, and come as streams or under other types. */
const TEXT = /^(?:text\/(?:html|css|javascript)|application\/json|image\/svg\+xml)(?:;|$)/;
/** Shorter answers fit into one packet anyway. */
const LEAST_BYTES = 1_024;
/** Answers compressed at a time, up to 4 MB of work space each; while there are so many, others go out as they are. */
const MOST_AT_ONCE = 8;
/** What is made once for everybody may take longer. */
const QUALITY = { once: 11, each: 4 };

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** Compresses pages and JSON on Node's threads, away from the main one. */
export function compressAnswers(app: FastifyInstance): void {
  // The same bytes go to everybody: a page of the feed to all who wait for it, the script of the pages.
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
 * The length of a compressed answer tells how much of it repeats. Somebody who may choose a part of an answer again and
 * again, and see how long each is, can guess a secret that is in it too (BREACH, CVE-2013-3587): the token of a form, an
 * access code. So nothing is compressed that another site could have had a person's browser ask for with a text of its
 * choice, and no answer that gives out a token.
 */
function mayBeCompressed({ method, url, headers }: FastifyRequest): boolean {
  // No page can make a workstation send its token. Tokens and passwords are answers to POST.
  if (headers.authorization !== undefined) return method === 'GET';
  // Shows nothing of what the caller sent.
  if (method === 'GET' && /^[^?]*(?:\?lang=[a-z]{2})?$/.test(url)) return true;
  // Forms that come back filled in. The browser says whose page asked; one that doesn't gets them as they are.
  return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';
}
