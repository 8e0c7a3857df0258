import { expect, test } from 'vitest';
import { isDeviceTokenOf, newDeviceToken } from '#server/auth/device-token.ts';
import { serverKey } from '#server/auth/server-key.ts';
import { deviceToken } from '#shared/session-api.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

test('a token is valid only for the name and server it was made for', () => {
  const token = newDeviceToken(TEST_KEY, 'rivera');
  expect(deviceToken.parse(token)).toBe(token);
  expect(newDeviceToken(TEST_KEY, 'rivera')).not.toBe(token);
  expect(isDeviceTokenOf(TEST_KEY, 'rivera', token)).toBe(true);
  expect(isDeviceTokenOf(TEST_KEY, 'walsh', token)).toBe(false);
  expect(isDeviceTokenOf(serverKey(Buffer.alloc(32, 8)), 'rivera', token)).toBe(false);
  for (const changed of [
    `${token.slice(0, -4)}AAAA`,
    `AAAA${token.slice(4)}`,
    token.slice(0, 43),
    '',
    'é'.repeat(86),
  ]) {
    expect(isDeviceTokenOf(TEST_KEY, 'rivera', changed)).toBe(false);
  }
});
