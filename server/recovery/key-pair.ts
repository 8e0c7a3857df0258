import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { RecoveryKey } from '#shared/journal/row.ts';
import { StartError } from '../config.ts';
import { keyFile } from '../key-file.ts';

/** The agency's key pair for sealed journals: what goes to workstations, and what opens. */
export type RecoveryKeys = { public: RecoveryKey; privateKey: KeyObject };

/**
 * The key pair of P2C_RECOVERY_KEY (the 32 private bytes, base64), which several servers may share, or else of a file in
 * the data folder that only its owner may read, made at the first start. Whoever loses it can no longer open journals
 * that were sealed for it, so it belongs into the backup.
 *
 * @throws StartError when what is there is no such key: making another one would hide that.
 */
export function openRecoveryKeys(dataDir: string, given: string | null): RecoveryKeys {
  if (given !== null) return pairOf(Buffer.from(given, 'base64'), 'P2C_RECOVERY_KEY');
  const path = join(dataDir, 'recovery-key');
  return pairOf(Buffer.from(keyFile(path, makePassword), 'base64'), path);
}

function makePassword(): string {
  const { privateKey } = generateKeyPairSync('x25519');
  return Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url').toString('base64');
}

/** A raw X25519 private key in the form that Node's crypto reads (RFC 8410): a fixed head before its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

function pairOf(password: Buffer, where: string): RecoveryKeys {
  if (password.length !== 32) throw new StartError(`${where} must be 32 bytes in base64.`, 2);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, password]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  const keyId = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
  return { public: { keyId, publicKey }, privateKey };
}
