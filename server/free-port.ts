import { createServer } from 'node:net';

export type KeptPort = { port: number; release: () => Promise<void> };

/**
 * A free port of a host that nobody else is given before it is released. A start takes seconds from the moment when the
 * server's own address must be known to the one when it listens there.
 */
export function keepFreePort(host: string): Promise<KeptPort> {
  return new Promise((resolve, reject) => {
    // Nobody knows it yet; who comes by chance is hung up on, so that it can be released.
    const keeper = createServer((socket) => socket.destroy());
    keeper.once('error', reject);
    keeper.listen(0, host, () => {
      const address = keeper.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, release: () => new Promise((released) => keeper.close(() => released())) });
    });
  });
}
