import { expect, test } from 'vitest';
import { networkOf } from '#server/network-of.ts';

test('all addresses of one IPv6 network count as one, however they are written, and IPv4 counts by address', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  const one = '2001:db8:1:2::/64';
  for (const ip of ['2001:db8:1:2::', '2001:db8:1:2::9', '2001:0DB8:0001:0002:a:b:c:d', '2001:db8:1:2:ffff::1'])
    expect([ip, networkOf(ip)]).toEqual([ip, one]);
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('2001:db8:1:3::9')).not.toBe(one);
});
