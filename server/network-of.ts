import ipaddr from 'ipaddr.js';

/**
 * Whose address it is, as far as one can tell: of IPv6 the first 64 bits (RFC 4291, 2.5.4), of which one subscriber has all
 * the rest to choose from. Anything that is no address stays as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}
