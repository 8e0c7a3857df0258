import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';

/**
 * Makes the API accept only JSON bodies in UTF-8. Invalid UTF-8 is refused, because a lenient decoder would put
 * replacement characters into a person's text.
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
