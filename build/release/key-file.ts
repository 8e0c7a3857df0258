import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ReleaseError } from './release-error.ts';

/** The shortest passphrase that is accepted for a new key. */
const LEAST_PASSPHRASE = 12;

/*
 * The passphrase is stretched with scrypt (RFC 7914), and the PKCS #8 key is encrypted with AES-256-GCM. Each guess at
 * the passphrase takes 128 MiB. Node's own encrypted PEM uses only 2,048 rounds of PBKDF2, so a passphrase on a lost
 * USB stick could be guessed at almost no cost.
 */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const bytes = (length: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((value) => value.length === length);
const keyFile = z.strictObject({
  kind: z.literal('p2c-review release key'),
  publicKey: z.string(),
  // Bounded, so that a malicious file can't use up all memory or hang the program.
  scrypt: z.strictObject({
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 18),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
  }),
  salt: bytes(32),
  nonce: bytes(12),
  tag: bytes(16),
  encrypted: z.base64().max(1_000),
});
type Cost = z.infer<typeof keyFile>['scrypt'];

const secretOf = (passphrase: string, salt: Buffer, { N, r, p }: Cost) =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N, r, p, maxmem: 256 * N * r });

/**
 * Makes a key pair and writes the private key, encrypted, to a new file that only its owner can read.
 * @returns the public key: 32 bytes in base64.
 * @throws ReleaseError if the file exists or cannot be written, or the passphrase is too short.
 */
export function makeKey(path: string, passphrase: string): string {
  if (passphrase.length < LEAST_PASSPHRASE)
    throw new ReleaseError(`The passphrase must have at least ${LEAST_PASSPHRASE} characters.`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', secretOf(passphrase, salt, COST), nonce);
  const publicKey = publicKeyOf(privateKey);
  cipher.setAAD(Buffer.from(publicKey));
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
  const text = (value: Buffer) => value.toString('base64');
  const file = {
    kind: 'p2c-review release key',
    publicKey,
    scrypt: COST,
    salt: text(salt),
    nonce: text(nonce),
    tag: text(cipher.getAuthTag()),
    encrypted,
  } satisfies z.input<typeof keyFile>;
  try {
    writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw ReleaseError.ofFile(error, path);
  }
  return publicKey;
}

/** @throws ReleaseError if this is not an encrypted Ed25519 key, or the passphrase is wrong. */
export function openKey(path: string, passphrase: string): KeyObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw ReleaseError.ofFile(error, path);
  }
  const key = text.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----')
    ? opened(path, () => createPrivateKey({ key: text, passphrase }))
    : decrypted(path, text, passphrase);
  if (key.asymmetricKeyType !== 'ed25519') throw new ReleaseError(`${path} is not an Ed25519 key.`);
  return key;
}

function decrypted(path: string, text: string, passphrase: string): KeyObject {
  let file: z.output<typeof keyFile>;
  try {
    file = keyFile.parse(JSON.parse(text));
  } catch {
    throw new ReleaseError(`${path} is not an encrypted private key of "release keys".`);
  }
  return opened(path, () => {
    const cipher = createDecipheriv('aes-256-gcm', secretOf(passphrase, file.salt, file.scrypt), file.nonce, {
      authTagLength: 16,
    });
    cipher.setAAD(Buffer.from(file.publicKey));
    cipher.setAuthTag(file.tag);
    const plain = Buffer.concat([cipher.update(Buffer.from(file.encrypted, 'base64')), cipher.final()]);
    return createPrivateKey({ key: plain, type: 'pkcs8', format: 'der' });
  });
}

function opened(path: string, open: () => KeyObject): KeyObject {
  try {
    return open();
  } catch {
    throw new ReleaseError(`${path} can't be opened with this passphrase.`);
  }
}

/** Returns the public key: 32 bytes in base64. */
export function publicKeyOf(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}
