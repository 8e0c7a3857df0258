import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certified } from './other-server.ts';

type Received = { header: string; json: string; bytes: number };

/**
 * Starts a syslog receiver over TLS (RFC 5425). It accepts only messages framed as in the RFC: a length, a space, and
 * that many bytes.
 */
export async function startSyslogReceiver(own: Certified, clients?: { ca: string }) {
  const got: Received[] = [];
  const sockets = new Set<TLSSocket>();
  const raws = new Set<Socket>();
  let cutAfter = Number.POSITIVE_INFINITY;
  let takes = true;
  const faults: string[] = [];
  const server = createServer(
    { ...own, ...(clients === undefined ? {} : { ca: clients.ca, requestCert: true, rejectUnauthorized: true }) },
    (socket) => {
      sockets.add(socket);
      let rest = Buffer.alloc(0);
      let cut = false;
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
      if (!takes) return void socket.pause();
      socket.on('data', (chunk) => {
        if (cut) return;
        rest = Buffer.concat([rest, chunk]);
        for (;;) {
          const space = rest.indexOf(0x20);
          if (space < 0) return;
          const count = rest.subarray(0, space).toString();
          if (!/^[1-9]\d{0,6}$/.test(count)) faults.push(`no length: ${count.slice(0, 20)}`);
          const end = space + 1 + Number(count);
          if (rest.length < end) return;
          if (got.length >= cutAfter) {
            cutAfter = Number.POSITIVE_INFINITY;
            cut = true;
            for (const raw of raws) raw.resetAndDestroy();
            return;
          }
          const message = rest.subarray(space + 1, end).toString();
          const at = message.indexOf(' - \uFEFF');
          got.push({ header: message.slice(0, at), json: message.slice(at + 4), bytes: Number(count) });
          rest = rest.subarray(end);
        }
      });
    },
  );
  server.on('connection', (raw: Socket) => {
    raws.add(raw);
    raw.on('close', () => raws.delete(raw));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    got,
    faults,
    rows: () => got.map(({ json }) => JSON.parse(json)),
    /**
     * Once this many messages have been received, the next message is dropped and connections are reset. This happens
     * once.
     */
    cutAfter: (messages: number) => {
      cutAfter = messages;
    },
    /** Sets whether the receiver reads incoming data. */
    take: (does: boolean) => {
      takes = does;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
