import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Random } from '#server/demo-data/random.ts';

/** What happened to the requests on a connection. */
export type Faults = Record<(typeof KINDS)[number], number>;
const KINDS = ['passed', 'delayed', 'cutBefore', 'cutAfter', 'truncated', 'doubled', 'busy', 'garbled'] as const;

export type FaultyLine = {
  url: string;
  faults: Faults;
  /** From now on everything passes through. */
  heal: () => void;
  stop: () => Promise<void>;
};

/** How often each fault happens; everything else passes through. */
const SHARES: readonly (readonly [keyof Faults, number])[] = [
  ['delayed', 0.1],
  ['cutBefore', 0.04],
  ['cutAfter', 0.06],
  ['truncated', 0.05],
  ['doubled', 0.06],
  ['busy', 0.02],
  ['garbled', 0.02],
];

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/**
 * Starts a connection to a real server with network faults. A request or its response is delayed, or the connection is
 * cut before or after the request reaches the server. A response breaks off in the middle, a request arrives twice, or
 * a device on the way responds instead of the server.
 */
export async function startFaultyLine(target: () => string, random: Random): Promise<FaultyLine> {
  const faults = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Faults;
  let healed = false;

  const draw = (): keyof Faults => {
    let at = random.next();
    if (healed) return 'passed';
    for (const [kind, share] of SHARES) {
      if (at < share) return kind;
      at -= share;
    }
    return 'passed';
  };

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const drawn = draw();
    // Doubling a GET request has no effect.
    const kind = drawn === 'doubled' && request.method === 'GET' ? 'passed' : drawn;
    faults[kind] += 1;
    const body = await bytesOf(request);
    if (kind === 'cutBefore') return void request.socket.destroy();
    if (kind === 'busy') return void response.writeHead(503, { 'retry-after': '0' }).end();
    if (kind === 'garbled') return void response.writeHead(200).end('<html>Please sign in to the guest network</html>');
    if (kind === 'delayed') await new Promise((resolve) => setTimeout(resolve, random.int(20, 400)));
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    // Sends the request twice at the same moment, as when a device on the way resends a request that it thinks was
    // lost.
    const [answer] = await Promise.all([
      forward(request, body, gone.signal),
      ...(kind === 'doubled' ? [forward(request, body, gone.signal)] : []),
    ]);
    if (kind === 'cutAfter') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers);
    if (kind !== 'truncated') return void response.end(answer.body);
    response.write(answer.body.subarray(0, Math.floor(answer.body.length * random.next())), () => {
      request.socket.destroy();
    });
  }

  function forward(from: IncomingMessage, body: Buffer, signal: AbortSignal): Promise<Answer> {
    const { hostname, port } = new URL(target());
    const { method, url: path, headers } = from;
    return new Promise((resolve, reject) => {
      const onward = httpRequest({ hostname, port, method, path, headers, signal }, (answer) => {
        bytesOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
          reject,
        );
      });
      onward.once('error', reject);
      onward.end(body);
    });
  }

  const server = createServer((request, response) => {
    // The client or the server is gone; over a network that shows as a broken connection.
    carry(request, response).catch(() => request.socket.destroy());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    heal: () => {
      healed = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
