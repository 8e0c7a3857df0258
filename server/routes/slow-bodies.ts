import type { FastifyInstance } from 'fastify';

const MOST_MS = 30_000;

/**
 * Hangs up on whoever has not sent the whole body within half a minute, so that slow senders do not pile up. Forms with
 * files are let through: those have the time that the server gives to a request as a whole.
 */
export function limitSlowBodies(app: FastifyInstance, mostMs = MOST_MS): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw, headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (hasBody && headers['content-type']?.startsWith('multipart/form-data') !== true) {
      const timer = setTimeout(() => {
        if (!raw.complete) raw.destroy();
      }, mostMs);
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}
