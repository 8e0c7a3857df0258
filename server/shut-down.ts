import type { FastifyInstance } from 'fastify';

/** How long a response in progress may take after shutdown begins. */
const ANSWER_MS = 5_000;
const LOOK_MS = 50;
/**
 * At shutdown, connections that sent no request within this time after connecting are closed. Proxies send one sooner;
 * browsers may never send one.
 */
const FIRST_BYTES_MS = 500;

/**
 * Closes connections when the application shuts down. Node closes those that are idle at that moment, but waits
 * indefinitely for all others and no longer applies timeouts to them. The others include connections that never sent a
 * request (browsers and proxies open them in advance) and keep-alive connections after their last response.
 */
export function endConnections(app: FastifyInstance, leaving: AbortSignal): void {
  // During shutdown, responses say `Connection: close`, so that proxies send their next request over another
  // connection, and eventually to another process.
  let isClosing = false;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (leaving.aborted || isClosing) reply.header('connection', 'close');
    done();
  });
  const untouched = new Map<{ destroy: () => void }, number>();
  app.server.on('connection', (socket) => {
    untouched.set(socket, Date.now());
    socket.once('close', () => untouched.delete(socket));
  });
  app.server.on('request', ({ socket }) => untouched.delete(socket));
  app.addHook('preClose', (done) => {
    isClosing = true;
    const began = Date.now();
    const look = () => {
      for (const [socket, since] of untouched) if (Date.now() - since >= FIRST_BYTES_MS) socket.destroy();
      app.server.closeIdleConnections();
      if (Date.now() - began >= ANSWER_MS) app.server.closeAllConnections();
    };
    const timer = setInterval(look, LOOK_MS);
    app.server.once('close', () => clearInterval(timer));
    // Fastify stops listening in `done`. Wait until the event loop has accepted pending connections, which would
    // otherwise be refused after sending a request.
    setImmediate(done);
  });
}
