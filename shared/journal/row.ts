import { z } from 'zod';
import { act, idempotencyKey, seen } from '../domain/act.ts';
import { instant, trackingNumberSchema, uuid } from '../domain/ids.ts';

/** A decision as it lies in the sealed journal, before it is sealed. */
export const journalRow = z.strictObject({
  id: idempotencyKey,
  officerId: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  act,
  seen,
  createdAt: instant,
});
export type JournalRow = z.infer<typeof journalRow>;

/** What the server gives back to an officer; who it was decided by is known then. */
export const recoveredRow = journalRow.omit({ officerId: true });
export type RecoveredRow = z.infer<typeof recoveredRow>;

/** The agency's public key: 32 bytes of X25519 in base64url, and the first 8 bytes of its SHA-256 in hexadecimal. */
export const recoveryKey = z.object({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type RecoveryKey = z.infer<typeof recoveryKey>;

/**
 * A sealed payload is keyId(8) ‖ ephemeral public key(32) ‖ AES-256-GCM ciphertext ‖ tag(16). Key and nonce (32 + 12
 * bytes) are HKDF-SHA256 of the X25519 secret, salted with both public keys (ephemeral ‖ recovery), under this name.
 */
export const SEAL = {
  info: 'p2c-review sealed journal 1',
  keyId: 8,
  publicKey: 32,
  tag: 16,
  key: 32,
  nonce: 12,
} as const;
