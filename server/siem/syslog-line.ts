import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

export type SyslogTarget = {
  host: string;
  port: number;
  /** The certificate authority of the receiver, PEM; null for those that Node trusts. */
  ca: string | null;
  /**
   * A certificate with its key, both PEM, that identifies this server to the receiver; null if the receiver asks for
   * none.
   */
  client: string | null;
};

const SILENT_MS = 20_000;

/**
 * Sends frames over one TLS connection (RFC 5425), closes it, and returns once the receiver has closed it too. Syslog
 * has no acknowledgment, so this is the only sign that no frame was lost in a buffer. Holds one frame at a time in
 * memory.
 * @throws an error with a code if anything may not have arrived; all of it must then be sent again.
 */
export async function ship(target: SyslogTarget, frames: AsyncIterable<Buffer>, stopped: AbortSignal): Promise<void> {
  const { host, port, ca, client } = target;
  stopped.throwIfAborted();
  const socket = connect({
    host,
    port,
    // Verify the certificate even if the environment turns verification off for all of Node.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca }),
    ...(client === null ? {} : { cert: client, key: client }),
  });
  const quit = () => socket.destroy(coded('ABORT_ERR'));
  stopped.addEventListener('abort', quit);
  socket.setTimeout(SILENT_MS, () => socket.destroy(coded('ETIMEDOUT')));
  // Discard what the receiver sends; unread data would hide the end of the connection.
  socket.resume();
  let ending = false;
  const closed = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('end', () => (ending ? resolve() : reject(coded('ECONNRESET'))));
    socket.once('close', () => reject(coded('ECONNRESET')));
  });
  try {
    await Promise.race([closed, write(socket, frames)]);
    ending = true;
    socket.end();
    await closed;
  } finally {
    stopped.removeEventListener('abort', quit);
    closed.catch(() => {});
    socket.destroy();
  }
}

async function write(socket: TLSSocket, frames: AsyncIterable<Buffer>): Promise<void> {
  await once(socket, 'secureConnect');
  for await (const frame of frames) if (!socket.write(frame)) await once(socket, 'drain');
}

const coded = (code: string) => Object.assign(new Error(code), { code });
