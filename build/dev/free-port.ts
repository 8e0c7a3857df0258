import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/**
 * Returns a loopback port that was free a moment ago. The port is not held open, because the server must be able to bind
 * it again after each restart.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
