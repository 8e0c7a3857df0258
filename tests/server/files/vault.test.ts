import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seal, unseal } from '#server/files/sealed.ts';
import { openVault, type Vault } from '#server/files/vault.ts';

const KEY = new Uint8Array(32).fill(9);
const PIECE = 64 * 1024;
let folder: string;
let vault: Vault;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-vault-'));
  vault = openVault(folder, KEY);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
const pathOf = (id: string, copy = 'original') => {
  const found = files().find((one) => one.name === `${id}.${copy}`);
  return join(found?.parentPath ?? '', found?.name ?? '');
};
const read = async (id: string) => {
  const file = await vault.open(id, 'original');
  return file === null ? null : buffer(file);
};

test.each([0, 1, 31, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 300_001])(
  'a file of %i bytes is read back unchanged, with its size and hash',
  async (length) => {
    const plain = randomBytes(length);
    const id = randomUUID();
    const kept = await vault.keep(id, 'original', Readable.from([plain.subarray(0, 7), plain.subarray(7)]));
    expect(kept).toEqual({ bytes: length, sha256: createHash('sha256').update(plain).digest('hex') });
    expect((await read(id))?.equals(plain)).toBe(true);
  },
);

test('nothing of a file is readable on disk, and two copies of one file look different', async () => {
  const plain = Buffer.from('a password narrative '.repeat(50));
  const [one, two] = [randomUUID(), randomUUID()];
  await vault.keep(one, 'original', Readable.from([plain]));
  await vault.keep(two, 'original', Readable.from([plain]));
  const [sealed, other] = [readFileSync(pathOf(one)), readFileSync(pathOf(two))];
  expect(sealed.includes('password')).toBe(false);
  expect(sealed.subarray(24).equals(other.subarray(24))).toBe(false);
});

test('a changed, shortened, lengthened or swapped file is not returned', async () => {
  const plain = randomBytes(2 * PIECE + 10);
  const id = randomUUID();
  await vault.keep(id, 'original', Readable.from([plain]));
  const path = pathOf(id);
  const good = readFileSync(path);
  const sealedPiece = PIECE + 16;
  const swapped = Buffer.concat([
    good.subarray(0, 24),
    good.subarray(24 + sealedPiece, 24 + 2 * sealedPiece),
    good.subarray(24, 24 + sealedPiece),
    good.subarray(24 + 2 * sealedPiece),
  ]);
  const changed = Buffer.from(good);
  changed[30] = (changed[30] ?? 0) ^ 1;
  const late = Buffer.from(good);
  late[late.length - 20] = (late.at(-20) ?? 0) ^ 1;
  const cutAtPiece = good.subarray(0, 24 + 2 * sealedPiece);
  const spoilt = [
    changed,
    late,
    swapped,
    cutAtPiece,
    good.subarray(0, -1),
    good.subarray(0, 20),
    Buffer.concat([good, good]),
  ];
  for (const bytes of spoilt) {
    writeFileSync(path, bytes);
    await expect(read(id)).rejects.toThrow();
  }
  writeFileSync(path, good);
  expect((await read(id))?.equals(plain)).toBe(true);

  const other = randomUUID();
  await vault.keep(other, 'original', Readable.from([randomBytes(10)]));
  writeFileSync(pathOf(other), good);
  await expect(read(other)).rejects.toThrow();
});

test('all copies of a file are removed with it, and encrypted anew with a new key', async () => {
  const id = randomUUID();
  for (const copy of ['original', 'view', 'small'] as const)
    await vault.keep(id, copy, Readable.from([Buffer.from(copy)]));
  const later = openVault(folder, [new Uint8Array(32).fill(1), KEY]);
  expect(await later.renew(`${id}.small`)).toBe('renewed');
  expect(await later.renew(`${id}.small`)).toBe('own');
  await vault.remove(id);
  expect(files().filter(({ name }) => name.startsWith(id))).toEqual([]);
});

test('another key cannot decrypt anything', async () => {
  const sealed = await buffer(Readable.from(seal(KEY, 'a', Readable.from([Buffer.from('x')]))));
  const open = (key: Uint8Array, about: string) => buffer(Readable.from(unseal(key, about, Readable.from([sealed]))));
  expect((await open(KEY, 'a')).toString()).toBe('x');
  await expect(open(new Uint8Array(32), 'a')).rejects.toThrow();
  await expect(open(KEY, 'b')).rejects.toThrow();
});

test('an upload that breaks off leaves no file behind', async () => {
  const before = files().length;
  const broken = async function* () {
    yield randomBytes(100_000);
    throw new Error('the line was cut');
  };
  const id = randomUUID();
  await expect(vault.keep(id, 'original', broken())).rejects.toThrow('the line was cut');
  expect(files().length).toBe(before);
  expect(await vault.open(id, 'original')).toBeNull();
});

test('removing deletes every copy, and can be repeated without an error', async () => {
  const id = randomUUID();
  for (const copy of ['original', 'view'] as const) await vault.keep(id, copy, Readable.from([randomBytes(9)]));
  const names: string[] = [];
  for await (const file of vault.list()) if (file.id === id) names.push(file.name);
  expect(names.sort()).toEqual([`${id}.original`, `${id}.view`]);
  await vault.remove(id);
  await vault.remove(id);
  expect(await vault.open(id, 'view')).toBeNull();
  expect(await vault.open(id, 'original')).toBeNull();
});
