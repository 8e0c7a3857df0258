import net from 'node:net';

/** True for a host name or address that cannot leave this machine. Accepts IPv6 with or without brackets. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || (net.isIPv4(name) && name.startsWith('127.'));
}

/**
 * Returns the reason the stand-in refuses to work with this agency server, or `null` when the server is on this machine.
 */
export function refusalOf(serverUrl: string): string | null {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
  if (isLoopbackHost(host)) {
    return null;
  }
  return (
    `stand-in refused: P2C_SERVER_URL names ${host === '' ? 'no host' : host}, which is not this machine. ` +
    'Real reports do not belong in an ordinary browser: install the Electron binary to work with an agency server.'
  );
}

/**
 * Blocks every outgoing TCP connection of this thread that does not go to loopback. The agency server's address may come
 * from a settings file as well as from the environment, and nothing else here needs the network.
 */
export function keepSocketsOnLoopback(): void {
  const connect: typeof net.Socket.prototype.connect = Reflect.get(net.Socket.prototype, 'connect');
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
    const host = targetHost(args);
    if (host !== null && !isLoopbackHost(host)) {
      const error = new Error(`not supported by the stand-in: a connection to ${host} (only loopback)`);
      process.nextTick(() => this.destroy(error));
      return this;
    }
    return Reflect.apply(connect, this, args);
  };
}

/** Extracts the host from the arguments of `Socket.connect`, in any form it accepts; `null` for a local pipe. */
function targetHost(args: unknown[]): string | null {
  // Node passes its own normalized arguments as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    const options = first as { host?: unknown; port?: unknown; path?: unknown };
    if (typeof options.path === 'string') {
      return null;
    }
    return typeof options.host === 'string' ? options.host : 'localhost';
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) {
    return null;
  }
  return typeof second === 'string' ? second : 'localhost';
}
