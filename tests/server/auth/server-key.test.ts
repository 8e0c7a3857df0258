import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServerKey, serverKey } from '#server/auth/server-key.ts';
import { StartError } from '#server/start-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p2c-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('data encrypted with the server key', () => {
  const key = serverKey(randomBytes(32));
  const plain = Buffer.from('JBSWY3DPEHPK3PXP');

  test('decrypts again, and the plaintext appears nowhere in the ciphertext', () => {
    const sealed = key.encrypt('totp', plain, 'officer-1');
    expect(key.decrypt('totp', sealed, 'officer-1')).toEqual(plain);
    expect(sealed.includes(plain)).toBe(false);
    expect(key.encrypt('totp', plain, 'officer-1')).not.toEqual(sealed);
  });

  test('decrypts only with the same purpose, row and key', () => {
    const sealed = key.encrypt('totp', plain, 'officer-1');
    expect(key.decrypt('evidence', sealed, 'officer-1')).toBeNull();
    expect(key.decrypt('totp', sealed, 'officer-2')).toBeNull();
    expect(serverKey(randomBytes(32)).decrypt('totp', sealed, 'officer-1')).toBeNull();
  });

  test('fails to decrypt when any byte is changed or missing', () => {
    const sealed = key.encrypt('totp', plain, 'officer-1');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(key.decrypt('totp', changed, 'officer-1')).toBeNull();
      expect(key.decrypt('totp', sealed.subarray(0, index), 'officer-1')).toBeNull();
    }
  });
});

describe('the source of the key', () => {
  test('the first start creates a file only its owner can read, and the next start reads it', async () => {
    const sealed = openServerKey(folder, null).encrypt('totp', Buffer.from('x'), '');
    expect(openServerKey(folder, null).decrypt('totp', sealed, '')?.toString()).toBe('x');
    expect((await stat(join(folder, 'server-key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['server-key']);
  });

  test('the key in the environment takes precedence over the file, and no file is created', async () => {
    const given = randomBytes(32);
    const sealed = serverKey(given).encrypt('totp', Buffer.from('x'), '');
    expect(openServerKey(folder, given.toString('base64')).decrypt('totp', sealed, '')?.toString()).toBe('x');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a damaged key file stops startup and is not replaced', async () => {
    await writeFile(join(folder, 'server-key'), 'abc\n');
    expect(() => openServerKey(folder, null)).toThrow(StartError);
    expect(await readFile(join(folder, 'server-key'), 'utf8')).toBe('abc\n');
  });

  test('a tool run beside the server never creates a key: nothing else could decrypt what it encrypted', async () => {
    expect(() => openServerKey(folder, null, 'find')).toThrow(/No key was found in .*server-key/);
    expect(await readdir(folder)).toEqual([]);
    const sealed = openServerKey(folder, null).encrypt('totp', Buffer.from('x'), '');
    expect(openServerKey(folder, null, 'find').decrypt('totp', sealed, '')?.toString()).toBe('x');
  });

  test('processes that start at the same time all use the same key', async () => {
    const script = `import { openServerKey } from ${JSON.stringify(join(process.cwd(), 'server/auth/server-key.ts'))};
      process.stdout.write(openServerKey(${JSON.stringify(folder)}, null).encrypt('p', Buffer.from('same'), '').toString('hex'));`;
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    const sealed = await Promise.all(Array.from({ length: 4 }, run));
    const key = openServerKey(folder, null);
    for (const { stdout } of sealed) expect(key.decrypt('p', Buffer.from(stdout, 'hex'), '')?.toString()).toBe('same');
    expect(await readdir(folder)).toEqual(['server-key']);
  });
});
