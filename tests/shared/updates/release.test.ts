import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  manifestText,
  PRODUCT,
  type Release,
  readManifest,
  signedText,
} from '#shared/updates/release.ts';

const RELEASE: Release = {
  format: 1,
  product: PRODUCT,
  version: '1.2.3',
  channel: 'stable',
  sequence: 12,
  issued: '2026-03-07T14:00:00.000Z',
  expires: '2026-06-07T14:00:00.000Z',
  floor: '1.1.0',
  severity: 'high',
  notes: { en: 'Saved replies.', es: 'Respuestas guardadas.' },
  files: [
    { name: 'a.AppImage', size: 5, sha512: `${'A'.repeat(86)}==`, platform: 'linux', arch: 'x64', kind: 'appimage' },
  ],
};

test('a manifest is written in one form and read back', () => {
  const text = manifestText(RELEASE);
  expect(readManifest(text)).toEqual(RELEASE);
  expect(
    manifestText({
      ...RELEASE,
      files: RELEASE.files.map((one) => Object.fromEntries(Object.entries(one).reverse())) as Release['files'],
    }),
  ).toBe(text);
});

describe('a manifest is refused', () => {
  const text = manifestText(RELEASE);
  test.each([
    ['with spaces', text.replace(',"', ', "')],
    ['with a key twice', text.replace('{"channel"', '{"channel":"pilot","channel"')],
    ['with an unknown field', text.replace('{"channel"', '{"also":1,"channel"')],
    ['with a file outside of its folder', text.replace('a.AppImage', '../a.AppImage')],
    ['with a hidden file', text.replace('a.AppImage', '.a.AppImage')],
    ['with a version of two numbers', text.replace('1.2.3', '1.2')],
    ['with a version that begins with zero', text.replace('1.2.3', '01.2.3')],
    ['with a sequence of words', text.replace('"sequence":12', '"sequence":"12"')],
    ['without files', text.replace(/"files":\[.*?\]/, '"files":[]')],
    ['with a floor above its own version', text.replace('"floor":"1.1.0"', '"floor":"1.2.4"')],
    ['with another format', text.replace('"format":1', '"format":2')],
    ['that is empty', ''],
  ])('%s', (_, wrong) => {
    expect(() => readManifest(wrong)).toThrow();
  });
});

test('what is signed names the purpose and the signer', () => {
  expect(signedText('vendor', '{}')).not.toBe(signedText('agency', '{}'));
});

test.each([
  ['1.2.3', '1.2.3', 0],
  ['1.2.10', '1.2.9', 1],
  ['1.10.0', '1.9.9', 1],
  ['0.9.9', '1.0.0', -1],
])('%s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});
