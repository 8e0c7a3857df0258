import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** The shortest passphrase that is accepted for a new key. */
const LEAST_PASSPHRASE = 12;

/**
 * Makes a key pair and writes the private key, encrypted, to a new file that only its owner can read.
 * @returns the public key: 32 bytes in base64.
 * @throws Error if the file exists or the passphrase is too short.
 */
export function makeKey(path: string, passphrase: string): string {
  if (passphrase.length < LEAST_PASSPHRASE)
    throw new Error(`The passphrase must have at least ${LEAST_PASSPHRASE} characters.`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
  writeFileSync(path, pem, { flag: 'wx', mode: 0o600 });
  return publicKeyOf(privateKey);
}

/** @throws Error if this is not an encrypted Ed25519 key, or the passphrase is wrong. */
export function openKey(path: string, passphrase: string): KeyObject {
  const pem = readFileSync(path, 'utf8');
  if (!pem.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----'))
    throw new Error(`${path} is not an encrypted private key.`);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, passphrase });
  } catch {
    throw new Error(`${path} can't be opened with this passphrase.`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} is not an Ed25519 key.`);
  return key;
}

/** The public part: its 32 bytes in base64. */
export function publicKeyOf(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}
