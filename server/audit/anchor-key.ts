import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keyFile } from '../key-file.ts';
import { StartError } from '../start-error.ts';

/**
 * The key that signs notes about where the audit log ends. It is kept in a file, so database access alone isn't enough
 * to sign a note.
 */
export type AnchorKey = { privateKey: KeyObject; publicKey: KeyObject; id: string; text: string };

export const ANCHOR_KEY_FILE = 'anchor-key';
/** The PKCS #8 and SPKI prefixes of a raw 32-byte Ed25519 key (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads the key from the data folder, or creates it. @throws StartError if the file contains no valid key. */
export function openAnchorKey(dataDir: string): AnchorKey {
  const path = join(dataDir, ANCHOR_KEY_FILE);
  // Any 32 bytes are a valid private key (RFC 8032, 5.1.5).
  const raw = Buffer.from(
    keyFile(path, () => randomBytes(32).toString('base64')),
    'base64',
  );
  if (raw.length !== 32) throw new StartError(`${path} must be 32 bytes in base64.`, 2);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, raw]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return { privateKey, ...named(publicKey) };
}

/** Parses the public key that the command `anchor-key` prints. @throws StartError */
export function publicAnchorKey(text: string): Omit<AnchorKey, 'privateKey'> {
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== 32) throw new StartError('--anchor-key must be what the command anchor-key prints', 2);
  return named(createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' }));
}

function named(publicKey: KeyObject): Omit<AnchorKey, 'privateKey'> {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length);
  const id = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return { publicKey, id, text: raw.toString('base64') };
}
