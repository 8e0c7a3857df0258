import ipaddr from 'ipaddr.js';

/**
 * Returns the network that an IP address most likely belongs to. For IPv6 this is the first 64 bits (RFC 4291, 2.5.4),
 * because one subscriber controls all addresses that begin with them. Anything that is not an IP address is returned
 * unchanged.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}
