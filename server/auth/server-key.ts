import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../config.ts';
import { keyFile } from '../key-file.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of everything that is encrypted here, so that a later form can be told from this one. */
const VERSION = 1;

/**
 * What must lie encrypted on the server's own disk and in its database: seeds of second factors, evidence. Each
 * purpose has a key of its own (HKDF-SHA256), so that what was encrypted for one use opens in no other.
 */
export type ServerKey = {
  /** The 32 bytes of one purpose, for what is too large for `encrypt`. */
  subkey: (purpose: string) => Buffer;
  /**
   * AES-256-GCM. A key may encrypt at most 2^32 times under one purpose (NIST SP 800-38D, 8.3, random nonces).
   * @param context whose value it is, such as a row's id: it is sealed in, and another one does not open it.
   * @returns version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
   */
  encrypt: (purpose: string, plain: Uint8Array, context: string) => Buffer;
  /** The plain bytes; null when they were changed, cut, or encrypted under another key, purpose or context. */
  decrypt: (purpose: string, sealed: Uint8Array, context: string) => Buffer | null;
};

/**
 * The key of P2C_SERVER_KEY (32 bytes, base64), which several servers share, or else of the file `server-key` in the
 * data folder that only its owner may read, made at the first start. Whoever loses it loses second factors and
 * evidence, so it belongs into the backup, and not beside the database's.
 *
 * @param may `find` for a program beside the server, which must not make one where it was only started elsewhere.
 * @throws StartError when what is there is no such key: making another one would hide that.
 */
export function openServerKey(dataDir: string, given: string | null, may: 'make' | 'find' = 'make'): ServerKey {
  if (given !== null) return serverKey(readKey(given, 'P2C_SERVER_KEY'));
  const path = join(dataDir, 'server-key');
  if (may === 'find' && !existsSync(path)) {
    throw new StartError(`There is no key in ${path}. Run this as the server runs, with its environment.`, 1);
  }
  return serverKey(
    readKey(
      keyFile(path, () => randomBytes(KEY_BYTES).toString('base64')),
      path,
    ),
  );
}

/** @param root 32 random bytes, of which the key of each purpose is derived. */
export function serverKey(root: Uint8Array): ServerKey {
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string) => {
    const known = keys.get(purpose);
    if (known !== undefined) return known;
    const made = Buffer.from(hkdfSync('sha256', root, '', `p2c-review server key 1 ${purpose}`, KEY_BYTES));
    keys.set(purpose, made);
    return made;
  };
  return {
    subkey: keyFor,
    encrypt: (purpose, plain, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce);
      cipher.setAAD(Buffer.from(context));
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt: (purpose, given, context) => {
      const sealed = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) return null;
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

function readKey(text: string, where: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text) {
    throw new StartError(`${where} must be ${KEY_BYTES} bytes in base64.`, 2);
  }
  return key;
}
