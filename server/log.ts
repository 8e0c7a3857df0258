import type { FastifyInstance, FastifyServerOptions } from 'fastify';

type Level = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** JSON lines without personal data: no e-mail addresses, query strings, bodies, or headers. */
export function loggerOptions(level: Level): Exclude<FastifyServerOptions['logger'], undefined> {
  if (level === 'silent') return false;
  return {
    level,
    redact: ['req', 'res', 'body', 'query', 'params', 'headers', '*.email', '*.password', '*.token', '*.to'],
  };
}

/** One line per request: the route pattern, never the requested URL. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
    done();
  });
}
