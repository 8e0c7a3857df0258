import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '#server/network-of.ts';
import { SAVED_ONLY } from '#server/routes/file-answer.ts';
import { sourceOf } from '#server/source-of.ts';
import { isInfected } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { KeptFile } from '../deps.ts';
import { hide, reveal } from './seal.ts';
import type { ViewKit } from './view-kit.tsx';

/** A file as shown on a page; `picture` is the URL of its thumbnail, null if there is none. */
export type ShownFile = KeptFile & { picture: string | null };

export const keptFile = (meta: AttachmentMeta): KeptFile => ({
  id: meta.id,
  name: meta.name,
  bytes: meta.bytes,
  hasPicture: meta.view !== null && !isInfected(meta),
});

/**
 * How long the URLs of thumbnails work. A page that is left open longer keeps the thumbnails that it has already
 * loaded.
 */
const PICTURE_MS = 3_600_000;
/** Maximum number of thumbnails per page view, the same as the maximum number of files in a report. */
const PICTURES_PER_LOOK = 60;

/** Adds the URLs of the files' thumbnails, which work only in the browser that gets this page, and for an hour. */
export function withPictures(
  { deps, csrf }: Pick<ViewKit, 'deps' | 'csrf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  files: readonly KeptFile[],
): ShownFile[] {
  const until = Math.floor((deps.now().getTime() + PICTURE_MS) / 1000).toString(36);
  const addressOf = (id: string) =>
    `/pictures/${hide(deps.secret, 'picture', csrf.browserFor(request, reply), `${id.replaceAll('-', '')} ${until}`)}`;
  return files.map((one) => ({ ...one, picture: one.hasPicture ? addressOf(one.id) : null }));
}

/** Serves the thumbnails that pages show next to file names. */
export function pictureRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { deps, csrf } = kit;
  const { rateLimit } = kit.looks.config;
  const perHour = { config: { rateLimit: { ...rateLimit, max: rateLimit.max * PICTURES_PER_LOOK } } };
  app.get<{ Params: { key: string } }>('/pictures/:key', perHour, async (request, reply) => {
    const plain = reveal(deps.secret, 'picture', csrf.browser(request), request.params.key) ?? '';
    const [, hex = '', until = ''] = /^([0-9a-f]{32}) ([0-9a-z]+)$/.exec(plain) ?? [];
    const isLive = hex !== '' && deps.now().getTime() <= Number.parseInt(until, 36) * 1000;
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const bytes = isLive ? await deps.uploads.picture(id, networkOf(sourceOf(request))) : null;
    if (bytes === null) return kit.message(request, reply, 404, 'notFound');
    return reply.headers(SAVED_ONLY).type('image/jpeg').send(bytes);
  });
}
