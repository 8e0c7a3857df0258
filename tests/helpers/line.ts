import { connect, createServer, type Server, type Socket } from 'node:net';
import { ownPort } from './own-port.ts';

/** A network cable that can be unplugged: a loopback proxy in front of a server, with a switch. */
export type Line = {
  url: string;
  /** How many connections went to each server. */
  taken: readonly number[];
  offline: () => Promise<void>;
  online: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts a proxy whose `url` stays the same through any number of interruptions. With several servers, connections go
 * to them in rotation, as with a load balancer.
 */
export async function startLine(...targets: [string, ...string[]]): Promise<Line> {
  const open = new Set<Socket>();
  const taken = targets.map(() => 0);
  let connections = 0;
  const server = createServer((near) => {
    const at = connections++ % targets.length;
    taken[at] = (taken[at] ?? 0) + 1;
    const { hostname, port } = new URL(targets[at] ?? targets[0]);
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const own = await ownPort();
  await listen(server, own);
  const offline = async () => {
    for (const socket of open) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${own}`,
    taken,
    offline,
    online: async () => {
      if (!server.listening) await listen(server, own);
    },
    stop: offline,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
