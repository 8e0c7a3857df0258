import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { type JournalRow, journalRow, SEAL } from '#shared/journal/row.ts';
import type { RecoveryKeys } from './key-pair.ts';

/** The row inside a sealed payload; null when the payload is damaged or sealed for another key. */
export function openSealed(all: RecoveryKeys, payload: Uint8Array): JournalRow | null {
  const bytes = Buffer.from(payload);
  const { keyId, publicKey, tag } = SEAL;
  if (bytes.length < keyId + publicKey + tag) return null;
  const asked = bytes.subarray(0, keyId).toString('hex');
  const keys = [all, ...all.former].find((one) => one.public.keyId === asked);
  if (keys === undefined) return null;
  const ephemeral = bytes.subarray(keyId, keyId + publicKey);
  try {
    const password = diffieHellman({
      privateKey: keys.privateKey,
      publicKey: createPublicKey({
        key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') },
        format: 'jwk',
      }),
    });
    const salt = Buffer.concat([ephemeral, Buffer.from(keys.public.publicKey, 'base64url')]);
    const derived = Buffer.from(hkdfSync('sha256', password, salt, SEAL.info, SEAL.key + SEAL.nonce));
    const decipher = createDecipheriv('aes-256-gcm', derived.subarray(0, SEAL.key), derived.subarray(SEAL.key));
    decipher.setAuthTag(bytes.subarray(-tag));
    const plain = [decipher.update(bytes.subarray(keyId + publicKey, -tag)), decipher.final()];
    return journalRow.parse(JSON.parse(Buffer.concat(plain).toString('utf8')));
  } catch {
    // An invalid authentication tag, a low-order point, or content that is not a row: in each case nothing can be
    // recovered.
    return null;
  }
}
