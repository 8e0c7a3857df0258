import { createServer, type Socket } from 'node:net';
import { LIMITS_PROBE } from '#server/files/clamd.ts';

export type Scanner = { address: { host: string; port: number }; stop: () => Promise<void> };

/**
 * Speaks clamd's INSTREAM on loopback: calls back with each complete file, with each piece as it arrives, and when it is
 * asked whether it is there (PING).
 */
export async function startScanner(
  onFile: (socket: Socket, file: Buffer) => void,
  onData?: (socket: Socket) => void,
  onPing?: (socket: Socket) => void,
  /** What it says of a file that nobody can scan to the end. */
  overLimit: () => string = () => 'stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND',
): Promise<Scanner> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let said = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      onData?.(socket);
      said = Buffer.concat([said, chunk]);
      if (said.toString() === 'zPING\0') onPing?.(socket);
      const file = fileIn(said);
      if (file?.equals(LIMITS_PROBE) === true) socket.end(`${overLimit()}\0`);
      else if (file !== null) onFile(socket, file);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    address: { host: '127.0.0.1', port },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const START = 'zINSTREAM\0';

function fileIn(said: Buffer): Buffer | null {
  if (said.subarray(0, START.length).toString() !== START) return null;
  const chunks: Buffer[] = [];
  for (let at = START.length; at + 4 <= said.length; ) {
    const length = said.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(said.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
