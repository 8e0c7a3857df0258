import { createPublicKey, verify } from 'node:crypto';

/** Checks an Ed25519 signature, for shared/updates/verify.ts. Keys are 32 bytes and signatures 64 bytes, in base64. */
export function checkEd25519(key: string, text: string, signature: string): boolean {
  const x = Buffer.from(key, 'base64').toString('base64url');
  try {
    const given = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text), given, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
