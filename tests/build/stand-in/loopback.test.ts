import { expect, test } from 'vitest';
import { isLoopbackHost, refusalOf } from '../../../build/stand-in/loopback.ts';

test.each(['127.0.0.1', '127.1.2.3', 'localhost', 'LOCALHOST', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each(['', '10.0.0.1', '0.0.0.0', '127.0.0.1.example.com', 'localhost.example.com', '127.evil', '::', '::2'])(
  '“%s” is not',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  },
);

test('an agency server elsewhere is refused with the reason, one on this machine is not', () => {
  expect(refusalOf('http://localhost:4810')).toBeNull();
  expect(refusalOf('http://[::1]:4810')).toBeNull();
  expect(refusalOf('https://p2c.example.gov')).toMatch(/names p2c\.example\.gov.*ordinary browser/);
  expect(refusalOf('https://127.0.0.1@p2c.example.gov')).toMatch(/names p2c\.example\.gov/);
  expect(refusalOf('nonsense')).toMatch(/names no host/);
});
