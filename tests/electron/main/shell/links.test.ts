import { expect, test } from 'vitest';
import { mayOpenOutside } from '#electron/main/shell/links.ts';

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
