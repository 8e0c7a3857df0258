import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';

/**
 * Takes bodies of JSON in UTF-8 and nothing else. What is no UTF-8 is refused, because a decoder that makes the best of it
 * would store a person's word with a sign of its own in the middle.
 */
export function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
    if (!/^utf-?8$/i.test(charset)) return done(new AppError('unsupported_media_type'));
    try {
      void parse(request, new TextDecoder('utf-8', { fatal: true }).decode(body), done);
    } catch {
      done(new AppError('invalid_request', { fields: [plainFault('', 'not_utf8')] }));
    }
  });
}
