import { expect, test } from 'vitest';
import { isSignInPage } from '#electron/main/shell/links.ts';

test('only the sign-in pages of the configured server open in the system browser', () => {
  const server = 'https://p2c.police.example';
  expect(isSignInPage(`${server}/oidc/start?ticket=x`, server)).toBe(true);
  expect(isSignInPage(`${server}/oidc/sign-out?ticket=x`, server)).toBe(true);
  for (const address of [
    'https://evil.example/oidc/start?ticket=x',
    'http://p2c.police.example/oidc/start',
    'https://p2c.police.example:8443/oidc/start',
    'https://a:b@p2c.police.example/oidc/start',
    `${server}/report`,
    `${server}/oidc/callback?code=x`,
    'file:///oidc/start',
    'not an address',
  ])
    expect([address, isSignInPage(address, server)]).toEqual([address, false]);
});
