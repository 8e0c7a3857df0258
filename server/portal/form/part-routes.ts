import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Allowance } from '#server/allowance.ts';
import { networkOf } from '#server/network-of.ts';
import { sourceOf } from '#server/source-of.ts';
import { CHUNK_BYTES, type TextOfRequest, textOf } from '#server/text-in-flight.ts';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import { AppError } from '#shared/errors.ts';
import { MOST_PIECE_BYTES } from '#shared/person-api.ts';
import type { Part, PartKey } from '../deps.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { draftOf } from './draft.ts';
import { readFileToken } from './form-token.ts';
import { readPart, sealPart, sealPartResult } from './part-token.ts';

/**
 * File uploads in pieces by the pages' own script, so that a lost connection costs one piece and not the whole file.
 * The protocol follows tus 1.0 (tus.io): POST creates a file, HEAD says where to resume, PATCH adds a piece there.
 * Without the script, files go with the form.
 */

/** Content type of a piece. */
export const PIECE_TYPE = 'application/offset+octet-stream';
/** Requests per file, with some extra for lost connections. */
const PIECES_PER_FILE = 2 * (MOST_FILE_BYTES / MOST_PIECE_BYTES);
const FILES_PER_FORM = 20;
/** Longest file name that is kept. */
const NAME_MAX = 255;

type PartRoute = { Params: { part: string } };

export function partRoutes(app: FastifyInstance, { deps, csrf }: ViewKit, brought: Allowance): void {
  const { uploads, secret, now } = deps;
  const perHour = (max: number) => ({ config: { rateLimit: { max, timeWindow: '1 hour' } } });
  const files = perHour(deps.formsPerHour * FILES_PER_FORM);
  const pieces = perHour(deps.formsPerHour * FILES_PER_FORM * PIECES_PER_FILE);

  app.addContentTypeParser(PIECE_TYPE, (_request, body, done) => done(null, body));

  /**
   * Only this site's own pages may send files. If the cookie was lost, the `sec-fetch-site` header is enough, so that
   * an upload in progress doesn't stop.
   */
  const requireOwn = (request: FastifyRequest, token: unknown) => {
    const isOurs = csrf.check(request, typeof token === 'string' ? token : '') === 'ok' || csrf.isOwn(request);
    if (!isOurs) throw new AppError('forbidden');
  };
  const keyOf = (request: FastifyRequest<PartRoute>): PartKey => {
    const key = readPart(secret, request.params.part, now());
    if (key === null) throw new AppError('not_found');
    return key;
  };
  const tell = (reply: FastifyReply, { uploadId }: PartKey, { name, bytes, received, done }: Part) => {
    reply.headers({ 'upload-offset': String(received), 'upload-length': String(bytes) });
    if (done !== null) {
      reply.header('upload-result', sealPartResult(secret, uploadId, { name: name.slice(0, 60), ...done }));
    }
    return reply;
  };

  app.post('/uploads', files, async (request, reply) => {
    const fields = draftOf(request.body);
    requireOwn(request, fields.csrf);
    const form = readFileToken(secret, fields.form ?? '', now());
    if (form === null) throw new AppError('not_found');
    const name = (fields.name ?? '').slice(0, NAME_MAX);
    const bytes = Number(fields.size);
    if (!/^\d{1,12}$/.test(fields.size ?? '') || name === '') throw new AppError('invalid_request');
    const from = networkOf(sourceOf(request));
    const part = { uploadId: form.id, name, bytes, from };
    const started = brought.hasLeft(from) ? await uploads.parts.start(part) : 'full';
    if (typeof started === 'string') {
      return tell(reply, { id: '', uploadId: form.id }, { name, bytes, received: 0, done: { problem: started } })
        .code(200)
        .send();
    }
    return reply
      .code(201)
      .header('location', `/uploads/${sealPart(secret, form, started.id)}`)
      .header('upload-offset', '0')
      .send();
  });

  app.head<PartRoute>('/uploads/:part', pieces, async (request, reply) => {
    const key = keyOf(request);
    const part = await uploads.parts.find(key);
    if (part === null) throw new AppError('not_found');
    return tell(reply, key, part).code(200).send();
  });

  app.patch<PartRoute>('/uploads/:part', pieces, async (request, reply) => {
    requireOwn(request, request.headers['csrf-token']);
    const key = keyOf(request);
    const startsAt = /^\d{1,12}$/.exec(String(request.headers['upload-offset']));
    if (startsAt === null || request.headers['content-type'] !== PIECE_TYPE) throw new AppError('invalid_request');
    const bytes = Number(request.headers['content-length'] ?? Number.NaN);
    if (!Number.isInteger(bytes)) throw new AppError('invalid_request');
    if (bytes > MOST_PIECE_BYTES) throw new AppError('payload_too_large');
    const from = networkOf(sourceOf(request));
    if (!brought.hasLeft(from)) throw new AppError('too_many_requests');
    const data = await received(request.body as Readable | undefined, textOf(request));
    brought.take(from, data.length);
    const part = await uploads.parts.append({ ...key, from }, { startsAt: Number(startsAt[0]), data });
    if (part === null) throw new AppError('not_found');
    return tell(reply, key, part)
      .code(part.taken ? 204 : 409)
      .send();
  });
}

/**
 * Returns the part of a piece that arrived: less than announced if the connection was lost, or had to be cut because too
 * much is arriving.
 */
async function received(body: Readable | undefined, memory: TextOfRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  memory.setGiveUp(() => body?.destroy());
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      memory.add(chunk.length + CHUNK_BYTES);
    }
  } catch {
    // The connection was lost. Keep the data that arrived; the sender will resume after it.
  }
  memory.setGiveUp(null);
  return Buffer.concat(chunks);
}
