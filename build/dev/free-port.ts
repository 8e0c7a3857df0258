import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/**
 * Returns a loopback port that was free a moment ago. The server must get the same port after each restart, so the port
 * is not held open in between.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
