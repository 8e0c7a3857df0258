import type { FastifyInstance } from 'fastify';

/** How long an answer that is on its way may take once the server is asked to end. */
const ANSWER_MS = 5_000;
const LOOK_MS = 50;

/**
 * Ends connections when the application closes. Node closes those that are idle at that moment, waits for every other
 * without end, and then no longer counts time for any of them: for one on which nothing was ever asked, as browsers and
 * proxies open in advance, and for one that stays open after its last answer.
 */
export function endConnections(app: FastifyInstance): void {
  const untouched = new Set<{ destroy: () => void }>();
  app.server.on('connection', (socket) => {
    untouched.add(socket);
    socket.once('close', () => untouched.delete(socket));
  });
  app.server.on('request', ({ socket }) => untouched.delete(socket));
  app.addHook('preClose', (done) => {
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
