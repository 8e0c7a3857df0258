import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The source of a request whose connection was gone before its address could be read. */
const UNKNOWN = 'unknown';

/**
 * Remembers each connection's address from the start. The operating system forgets the address when the caller hangs
 * up, but the request may still be carried out, and its audit row needs the address.
 */
export function rememberSources(app: FastifyInstance): void {
  // Node remembers the address once it has been read.
  app.server.on('connection', (socket) => void socket.remoteAddress);
}

/** The network address that a request came from: the source of its audit rows, which require one. */
export function sourceOf(request: FastifyRequest): string {
  // Fastify declares the address as a string, but it is undefined for a connection that is gone.
  const { ip }: { ip: string | undefined } = request;
  return ip ?? UNKNOWN;
}
