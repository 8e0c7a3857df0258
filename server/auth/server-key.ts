import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../config.ts';

/** What this server encrypts with. Each purpose has a key of its own, so that nothing sealed for one opens in another. */
export type ServerKey = {
  /** 32 bytes for one purpose, such as `files` (HKDF-SHA-256, RFC 5869). */
  subkey: (purpose: string) => Buffer;
  /** AES-256-GCM; `about` (an id) is bound to it, so that a value moved to another row does not open. */
  encrypt: (purpose: string, about: string, plain: Uint8Array) => Buffer;
  /** @throws Error when it was not sealed by `encrypt` with this key, purpose and `about`. */
  decrypt: (purpose: string, about: string, sealed: Uint8Array) => Buffer;
};

const NONCE = 12;
const TAG = 16;

/**
 * The key of P2C_SERVER_KEY (32 bytes, base64), which several servers of one agency must share, or else of a file in the
 * data folder that only its owner may read, made at the first start. It belongs into the backup: without it attachments
 * and second factors are lost.
 *
 * @throws StartError when what is there is no such key: making another one would hide that.
 */
export function openServerKey(dataDir: string, given: string | null): ServerKey {
  if (given !== null) return keyOf(Buffer.from(given, 'base64'), 'P2C_SERVER_KEY');
  const path = join(dataDir, 'server-key');
  if (!existsSync(path)) makeFile(dataDir, path);
  return keyOf(Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'), path);
}

/** The file appears whole or not at all, and of several servers that start together the first one's stays. */
function makeFile(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${randomBytes(8).toString('hex')}.new`;
  const fd = openSync(draft, 'wx', 0o600);
  try {
    writeSync(fd, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function keyOf(secret: Buffer, where: string): ServerKey {
  if (secret.length !== 32) throw new StartError(`${where} must be 32 bytes in base64.`, 2);
  const subkey = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `p2c ${purpose}`, 32));
  return {
    subkey,
    encrypt(purpose, about, plain) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', subkey(purpose), nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(purpose, about, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < NONCE + TAG) throw new Error('This was not sealed with the server key.');
      const decipher = createDecipheriv('aes-256-gcm', subkey(purpose), bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(bytes.length - TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
    },
  };
}
