import type { FastifyInstance } from 'fastify';

const MOST_MS = 30_000;
/** Bytes that must arrive in each interval. Even the slowest phone sends more than this in half a minute. */
const LEAST_BYTES = 16 * 1024;

/**
 * Disconnects clients that haven't sent the whole body within half a minute, so that slow senders don't pile up. Forms
 * with files, and pieces of files, may use the server's full request timeout as long as data keeps arriving. The sender
 * isn't blamed for data that has arrived but that the server hasn't read yet.
 */
export function limitSlowBodies(app: FastifyInstance, mostMs = MOST_MS, leastBytes = LEAST_BYTES): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw, headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (!hasBody) return done();
    const withFiles = /^(?:multipart\/form-data|application\/offset\+octet-stream)/.test(headers['content-type'] ?? '');
    let seen = raw.socket.bytesRead;
    let waited = false;
    const timer = setInterval(() => {
      const brought = raw.socket.bytesRead - seen;
      seen += brought;
      const waits = raw.readableLength > 0;
      // The sender also isn't blamed if data from the previous interval was still unread.
      const tooSlow = !withFiles || (brought < leastBytes && !waits && !waited);
      waited = waits;
      if (!raw.complete && tooSlow) raw.destroy();
    }, mostMs);
    raw.once('close', () => clearInterval(timer));
    done();
  });
}
