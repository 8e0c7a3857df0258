import type { Server } from 'node:http';
import ipaddr from 'ipaddr.js';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** An address or a network, such as `10.0.0.5` or `10.0.0.0/28`. @throws Error if it is neither. */
export function networkGiven(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether a host name or address is a loopback address, which other machines can't reach. */
export const onLoopback = (host: string): boolean =>
  ['127.0.0.1', '::1', 'localhost'].includes(host.replace(/^\[|\]$/g, ''));

const LOOPBACK = ['127.0.0.0/8', '::1/128'].map(networkGiven);

/**
 * Accepts connections only from this machine and the proxies, which terminate TLS and whose forwarding headers are
 * trusted. Anyone else could connect without TLS and claim any IP address.
 */
export function onlyFromProxies(server: Server, proxies: readonly string[]): void {
  const known = [...LOOPBACK, ...proxies.map(networkGiven)];
  server.on('connection', (socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || !isIn(known, remoteAddress)) socket.destroy();
  });
}

/** Whether a text is an address in one of these networks. */
export function isIn(networks: readonly Network[], text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}
