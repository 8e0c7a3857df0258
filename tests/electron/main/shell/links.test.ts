import { expect, test } from 'vitest';
import { isSignInPage, mayOpenOutside } from '#electron/main/shell/links.ts';

test('opens https pages of known hosts in the browser', () => {
  expect(mayOpenOutside('https://www.cga.ct.gov/current/pub/chap_952.htm')).toBe(true);
});

test.each([
  'http://www.cga.ct.gov/',
  'https://www.cga.ct.gov.example.org/',
  'https://www.cga.ct.gov@example.org/',
  'https://user:password@www.cga.ct.gov/',
  'https://www.cga.ct.gov:8443/',
  'https://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://www.cga.ct.gov/share',
  'not a link',
])('does not open %s', (link) => {
  expect(mayOpenOutside(link)).toBe(false);
});

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
