import type { FastifyInstance } from 'fastify';

/** How long a response in progress may take after shutdown begins. */
const ANSWER_MS = 5_000;
const LOOK_MS = 50;

/**
 * Closes connections when the application shuts down. Node closes those that are idle at that moment, but waits
 * indefinitely for all others and no longer applies timeouts to them. That includes connections that never sent a request
 * (browsers and proxies open them in advance) and keep-alive connections after their last response.
 */
export function endConnections(app: FastifyInstance, leaving: AbortSignal): void {
  // A proxy then sends its next request over another connection, and in time to another process.
  let isClosing = false;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (leaving.aborted || isClosing) reply.header('connection', 'close');
    done();
  });
  const untouched = new Set<{ destroy: () => void }>();
  app.server.on('connection', (socket) => {
    untouched.add(socket);
    socket.once('close', () => untouched.delete(socket));
  });
  app.server.on('request', ({ socket }) => untouched.delete(socket));
  app.addHook('preClose', (done) => {
    isClosing = true;
    const began = Date.now();
    const look = () => {
      for (const socket of untouched) socket.destroy();
      app.server.closeIdleConnections();
      if (Date.now() - began >= ANSWER_MS) app.server.closeAllConnections();
    };
    const timer = setInterval(look, LOOK_MS);
    app.server.once('close', () => clearInterval(timer));
    done();
  });
}
