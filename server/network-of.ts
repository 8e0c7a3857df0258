import ipaddr from 'ipaddr.js';

/**
 * Returns the network that an IP address most likely belongs to. For IPv6 this is the first 64 bits (RFC 4291, 2.5.4),
 * because one subscriber controls all addresses that begin with them. Anything that is not an IP address is returned
 * unchanged.
 */
export const networkOf = (address: string): string => prefixOf(address, 64);

/**
 * Returns the largest network that one subscriber is commonly given: for IPv6 the first 48 bits (RFC 6177), which hold
 * 65,536 of the networks that `networkOf` tells apart.
 */
export const siteOf = (address: string): string => prefixOf(address.replace(/\/64$/, ''), 48);

function prefixOf(address: string, bits: 48 | 64): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const parts = parsed.parts.map((part, at) => (at < bits / 16 ? part : 0));
  return `${new ipaddr.IPv6(parts).toString()}/${bits}`;
}
