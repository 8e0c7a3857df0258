import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keyFile } from '../key-file.ts';
import { StartError } from '../start-error.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of all data encrypted here, so that later formats can be told apart. */
const VERSION = 1;

/**
 * Encrypts data stored on the server's disk and in its database: second-factor seeds, evidence. Each purpose has a
 * separate key (HKDF-SHA256), so that data encrypted for one use cannot be decrypted for another.
 */
export type ServerKey = {
  /** Returns the 32-byte key for one purpose, for encrypting data too large for `encrypt`. */
  subkey: (purpose: string) => Buffer;
  /**
   * Returns the key for one purpose, followed by the keys derived for it from other server keys that may have encrypted
   * data: former ones and the next one.
   */
  subkeys: (purpose: string) => Buffer[];
  /**
   * Re-encrypts data with this key. `isOwn` is true if the data was already encrypted with this key. Null if no known
   * key decrypts the data.
   */
  renew: (purpose: string, sealed: Uint8Array, context: string) => { sealed: Buffer; isOwn: boolean } | null;
  /**
   * Encrypts with AES-256-GCM. A key may encrypt at most 2^32 times for one purpose (NIST SP 800-38D, 8.3, random
   * nonces).
   * @param context identifies the owner of the value, such as a row's id. It is authenticated, so decrypting with a
   * different one fails.
   * @returns version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
   */
  encrypt: (purpose: string, plain: Uint8Array, context: string) => Buffer;
  /**
   * Returns the decrypted bytes, or null if they were altered, truncated, or encrypted with a key that is not known here,
   * or for another purpose or context.
   */
  decrypt: (purpose: string, sealed: Uint8Array, context: string) => Buffer | null;
};

/**
 * Reads the key from P2C_SERVER_KEY (32 bytes, base64), which several servers can share, or else from the file
 * `server-key` in the data folder. The file is readable only by its owner and created at the first start. Losing the key
 * means losing all second factors and evidence, so back it up, but not together with the database backup.
 * @param may `find` for programs other than the server, so that they don't create a new key when started with the wrong
 * data folder.
 * @throws StartError if the existing key is invalid, because silently creating another one would hide the problem.
 */
export function openServerKey(dataDir: string, given: string | null, may: 'make' | 'find' = 'make'): ServerKey {
  if (given !== null) return ringOf(given, 'P2C_SERVER_KEY');
  const path = join(dataDir, 'server-key');
  if (may === 'find' && !existsSync(path)) {
    throw new StartError(
      `No key was found in ${path}. Run this the way the server is run, with the same environment.`,
      1,
    );
  }
  return ringOf(keyFile(path, newServerKey), path);
}

/** Generates a key in the format of the key file. */
export const newServerKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** Parses one or more keys, separated by line breaks or commas: the first encrypts, all of them decrypt. */
function ringOf(text: string, where: string): ServerKey {
  const [own = '', ...others] = text.split(/[\s,]+/);
  return serverKey(
    readKey(own, where),
    others.map((one) => readKey(one.replace(NEXT, ''), where)),
  );
}

/** Marks a key that is given to all servers before the first of them encrypts with it. */
export const NEXT = /^next:/;

/**
 * @param root 32 random bytes from which each purpose's key is derived. @param others former roots and the next one.
 */
export function serverKey(root: Uint8Array, others: readonly Uint8Array[] = []): ServerKey {
  const own = oneKey(root);
  const all = [own, ...others.map(oneKey)];
  const decrypt: ServerKey['decrypt'] = (purpose, sealed, context) => {
    for (const key of all) {
      const plain = key.decrypt(purpose, sealed, context);
      if (plain !== null) return plain;
    }
    return null;
  };
  return {
    ...own,
    subkeys: (purpose) => all.map((key) => key.subkey(purpose)),
    decrypt,
    renew: (purpose, sealed, context) => {
      if (own.decrypt(purpose, sealed, context) !== null) return { sealed: Buffer.from(sealed), isOwn: true };
      const plain = decrypt(purpose, sealed, context);
      return plain === null ? null : { sealed: own.encrypt(purpose, plain, context), isOwn: false };
    },
  };
}

function oneKey(root: Uint8Array): Pick<ServerKey, 'subkey' | 'encrypt' | 'decrypt'> {
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
