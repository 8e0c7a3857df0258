import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { RecoveryKey } from '#shared/journal/row.ts';
import { keyFile } from '../key-file.ts';
import { StartError } from '../start-error.ts';

/**
 * The agency's key pair for sealed journals. Workstations get the public key. The private key opens journals that were
 * sealed for it; journals sealed for a former pair are opened with that pair's private key.
 */
export type RecoveryKeys = { public: RecoveryKey; privateKey: KeyObject; former: readonly RecoveryKeys[] };

/**
 * The agency's key pair. It comes from P2C_RECOVERY_KEY (the 32 private bytes in base64; several servers may share it),
 * or else from a file in the data folder that is created at first start and that only its owner can read. Journals
 * sealed for a lost key can't be opened, so back up the key.
 * @throws StartError when the existing value isn't a valid key: creating a new one would hide the problem.
 */
export function openRecoveryKeys(dataDir: string, given: string | null): RecoveryKeys {
  if (given !== null) return pairsOf(given, 'P2C_RECOVERY_KEY');
  const path = join(dataDir, 'recovery-key');
  return pairsOf(keyFile(path, makePrivateKey), path);
}

/** Parses one or more keys, the newest first. */
function pairsOf(text: string, where: string): RecoveryKeys {
  const [newest = '', ...former] = text.split(/[\s,]+/);
  const open = (one: string) => pairOf(Buffer.from(one, 'base64'), where);
  return { ...open(newest), former: former.map(open) };
}

/** Creates a private key in the file's format. */
export function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('x25519');
  return Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url').toString('base64');
}

/**
 * The fixed PKCS #8 header before the 32 bytes of a raw X25519 private key, so that Node's crypto can read it (RFC
 * 8410).
 */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

function pairOf(password: Buffer, where: string): RecoveryKeys {
  if (password.length !== 32) throw new StartError(`${where} must be 32 bytes in base64.`, 2);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, password]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  const keyId = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
  return { public: { keyId, publicKey }, privateKey, former: [] };
}
