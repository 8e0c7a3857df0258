import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/*
 * A file encrypted in pieces (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each 64 KiB piece
 * is encrypted separately with AES-256-GCM; its nonce contains the piece number and marks the last piece. So memory use
 * stays small, no unverified data is released, and any piece that was changed, moved, duplicated, or cut off is detected.
 * - head: 8 bytes `P2CFILE1` | 16 bytes salt
 * - each piece: ciphertext | 16-byte tag
 * - key: HKDF-SHA-256 of the vault's key over the salt and the description of the file, so no nonce is ever reused
 */
const MAGIC = Buffer.from('P2CFILE1', 'latin1');
const SALT = 16;
const PIECE = 64 * 1024;
const TAG = 16;

/** @param about a description of the file; the file can be decrypted only with the same description. */
export async function* seal(key: Uint8Array, about: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  yield Buffer.concat([MAGIC, salt]);
  const own = fileKey(key, salt, about);
  for await (const { index, piece, last } of pieces(plain, PIECE)) {
    const cipher = createCipheriv('aes-256-gcm', own, nonce(index, last));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Yields only verified data. @throws Error at the first piece that was altered. */
export async function* unseal(
  key: Uint8Array,
  about: string,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const source = sealed[Symbol.asyncIterator]();
  try {
    const { head, rest } = await takeHead(source);
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('This is not a sealed file.');
    const own = fileKey(key, head.subarray(MAGIC.length), about);
    for await (const { index, piece, last } of pieces(after(rest, source), PIECE + TAG)) {
      if (piece.length < TAG) throw new Error('A sealed file is truncated.');
      const decipher = createDecipheriv('aes-256-gcm', own, nonce(index, last));
      decipher.setAuthTag(piece.subarray(piece.length - TAG));
      yield Buffer.concat([decipher.update(piece.subarray(0, piece.length - TAG)), decipher.final()]);
    }
  } finally {
    await source.return?.();
  }
}

function fileKey(key: Uint8Array, salt: Uint8Array, about: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `p2c file ${about}`, 32));
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Splits a stream into pieces of one size; the last one may be shorter, and an empty stream is one empty piece. */
async function* pieces(source: AsyncIterable<Uint8Array>, size: number) {
  let held = Buffer.alloc(0);
  let index = 0;
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    // Wait for one more byte before yielding, because a full piece may also be the last one.
    while (held.length > size) {
      yield { index, piece: held.subarray(0, size), last: false };
      held = held.subarray(size);
      index += 1;
    }
  }
  yield { index, piece: held, last: true };
}

async function takeHead(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; rest: Buffer }> {
  const length = MAGIC.length + SALT;
  let bytes = Buffer.alloc(0);
  while (bytes.length < length) {
    const next = await source.next();
    if (next.done === true) throw new Error('This is not a sealed file.');
    bytes = Buffer.concat([bytes, next.value]);
  }
  return { head: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

async function* after(first: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
