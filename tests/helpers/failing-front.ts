import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server in front of an agency server. It forwards all requests except those that it was told to fail. */
export type FailingFront = {
  url: string;
  /** From now on, answers requests for these paths with a server error; null for none. */
  fail: (paths: RegExp | null) => void;
  stop: () => void;
};

export async function startFailingFront(target: string): Promise<FailingFront> {
  const { hostname, port } = new URL(target);
  let failing: RegExp | null = null;
  const front = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    if (failing?.test(url) === true) {
      answer.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"code":"internal"}}');
      return;
    }
    const behind = request({ hostname, port, method, path: url, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    behind.on('error', () => answer.destroy());
    asked.pipe(behind);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    fail: (paths) => {
      failing = paths;
    },
    stop: () => {
      front.closeAllConnections();
      front.close();
    },
  };
}
