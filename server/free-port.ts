import { createServer } from 'node:net';

export type KeptPort = { port: number; release: () => Promise<void> };

/**
 * Reserves a free port on a host until it is released, because the server must know its own address seconds before it
 * listens there.
 */
export function keepFreePort(host: string): Promise<KeptPort> {
  return new Promise((resolve, reject) => {
    // No one knows the port yet, so drop any stray connection; it would keep the port from being released.
    const keeper = createServer((socket) => socket.destroy());
    keeper.once('error', reject);
    keeper.listen(0, host, () => {
      const address = keeper.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, release: () => new Promise((released) => keeper.close(() => released())) });
    });
  });
}
