import type { FastifyInstance } from 'fastify';

const MOST_MS = 30_000;
/** The slowest telephone brings more than this in half a minute. */
const LEAST_BYTES = 16 * 1024;

/**
 * Hangs up on whoever has not sent the whole body within half a minute, so that slow senders do not pile up. Forms with
 * files may take the time that the server gives to a request as a whole, as long as something comes: what waits here
 * until the server has read on is no sender's fault.
 */
export function limitSlowBodies(app: FastifyInstance, mostMs = MOST_MS, leastBytes = LEAST_BYTES): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw, headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (!hasBody) return done();
    const withFiles = headers['content-type']?.startsWith('multipart/form-data') === true;
    let seen = raw.socket.bytesRead;
    let waited = false;
    const timer = setInterval(() => {
      const brought = raw.socket.bytesRead - seen;
      seen += brought;
      const waits = raw.readableLength > 0;
      // Nor is what it brought while the server had not read on, though it has since.
      const tooSlow = !withFiles || (brought < leastBytes && !waits && !waited);
      waited = waits;
      if (!raw.complete && tooSlow) raw.destroy();
    }, mostMs);
    raw.once('close', () => clearInterval(timer));
    done();
  });
}
