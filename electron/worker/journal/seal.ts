import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { type JournalRow, type RecoveryKey, SEAL } from '#shared/journal/row.ts';

/** Payloads are padded to a multiple of this, so that their length does not reveal the length of a note. */
const PADDED_TO = 512;

/**
 * Seals a row so that only the agency's server can open it, not even this workstation: uses a key pair generated for this
 * one row, whose private key is discarded at once (the format is described at `SEAL`).
 */
export function sealRow(recovery: RecoveryKey, row: JournalRow): Buffer {
  const text = Buffer.from(JSON.stringify(row), 'utf8');
  const plain = Buffer.alloc(Math.ceil(text.length / PADDED_TO) * PADDED_TO, ' ');
  text.copy(plain);

  const recoveryBytes = Buffer.from(recovery.publicKey, 'base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: recovery.publicKey }, format: 'jwk' });
  const own = generateKeyPairSync('x25519');
  const ephemeral = Buffer.from(own.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const password = diffieHellman({ privateKey: own.privateKey, publicKey });
  const salt = Buffer.concat([ephemeral, recoveryBytes]);
  const derived = Buffer.from(hkdfSync('sha256', password, salt, SEAL.info, SEAL.key + SEAL.nonce));
  const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, SEAL.key), derived.subarray(SEAL.key));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(recovery.keyId, 'hex'), ephemeral, sealed, cipher.getAuthTag()]);
}
