import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export type ConnectProxy = {
  url: string;
  /** Host and port. */
  place: string;
  /** The requests that the proxy received: the target, and the Proxy-Authorization header. */
  asked: { to: string; login: string | undefined }[];
  /** Every byte that passed through the proxy, in both directions. */
  passed: () => string;
  stop: () => Promise<void>;
};

/**
 * Starts a CONNECT proxy on loopback. With `login`, it refuses clients that do not send it; with `status`, it refuses
 * everyone.
 */
export async function startProxy({ login, status }: { login?: string; status?: number } = {}): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const passed: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on('connect', (request: IncomingMessage, near: Socket) => {
    open.add(near);
    const given = request.headers['proxy-authorization'];
    asked.push({ to: request.url ?? '', login: given });
    const basic = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
    const refusal = status ?? (basic !== undefined && given !== basic ? 407 : null);
    if (refusal !== null) {
      near.end(`HTTP/1.1 ${refusal} No\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const)
        from.on('data', (bytes: Buffer) => {
          passed.push(bytes);
          to.write(bytes);
        });
    });
    open.add(far);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    place: `127.0.0.1:${port}`,
    asked,
    passed: () => Buffer.concat(passed).toString('latin1'),
    stop: async () => {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
