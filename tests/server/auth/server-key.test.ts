import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openServerKey } from '#server/auth/server-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plain = Buffer.from('JBSWY3DPEHPK3PXP');

test('the first start makes a key that only its owner may read, and later ones open with it', () => {
  const sealed = openServerKey(folder, null).encrypt('totp', 'rivera', plain);
  expect(statSync(join(folder, 'server-key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['server-key']);
  expect(openServerKey(folder, null).decrypt('totp', 'rivera', sealed)).toEqual(plain);
});

test('what was sealed for one purpose or one row does not open for another', () => {
  const key = openServerKey(folder, null);
  const sealed = key.encrypt('totp', 'rivera', plain);
  expect(sealed.includes(plain)).toBe(false);
  expect(key.encrypt('totp', 'rivera', plain).equals(sealed)).toBe(false);
  expect(key.subkey('files')).not.toEqual(key.subkey('totp'));
  for (const open of [
    () => key.decrypt('files', 'rivera', sealed),
    () => key.decrypt('totp', 'walsh', sealed),
    () => key.decrypt('totp', 'rivera', sealed.subarray(1)),
    () => key.decrypt('totp', 'rivera', Buffer.alloc(3)),
    () => openServerKey(folder, Buffer.alloc(32).toString('base64')).decrypt('totp', 'rivera', sealed),
  ]) {
    expect(open).toThrow();
  }
});

test('a damaged key file stops the start instead of being replaced', () => {
  writeFileSync(join(folder, 'server-key'), 'too short');
  expect(() => openServerKey(folder, null)).toThrow(/32 bytes/);
});
