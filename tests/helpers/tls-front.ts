import { once } from 'node:events';
import https from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Certified } from './other-server.ts';

/**
 * Starts TLS in front of an agency server, as every agency has it: a real server on loopback that forwards every byte.
 */
export async function startTlsFront(
  target: string,
  certified: Certified,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const front = https.createServer(certified);
  // Removes Node's own handler, which would parse HTTP.
  front.removeAllListeners('secureConnection');
  front.on('secureConnection', (near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    url: `https://127.0.0.1:${(front.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
