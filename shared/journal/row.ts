import { z } from 'zod';
import { act, circumstances, idempotencyKey, seen } from '../domain/act.ts';
import { instant, trackingNumberSchema, uuid } from '../domain/ids.ts';
import { pairDecisionKind } from '../domain/pair.ts';

const sealedAct = z.strictObject({
  id: idempotencyKey,
  officerId: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  act,
  seen,
  createdAt: instant,
  circumstances: circumstances.optional(),
});
/** An officer's decision about a pair of reports. The report with the smaller id comes first. */
const sealedPair = z.strictObject({
  id: idempotencyKey,
  officerId: uuid,
  reports: z.tuple([uuid, uuid]),
  trackingNumbers: z.tuple([trackingNumberSchema, trackingNumberSchema]),
  decision: pairDecisionKind,
  createdAt: instant,
});

/** A decision before it is sealed for the journal: about a report, or about a pair of reports. */
export const journalRow = z.union([sealedAct, sealedPair]);
export type JournalRow = z.infer<typeof journalRow>;

/**
 * A decision as the server returns it. The officer's id is omitted, because a decision is only ever returned to the
 * officer who made it.
 */
const recoveredAct = sealedAct.omit({ officerId: true });
const recoveredPair = sealedPair.omit({ officerId: true });
export const recoveredRow = z.union([recoveredAct, recoveredPair]);
export type RecoveredAct = z.infer<typeof recoveredAct>;
export type RecoveredPair = z.infer<typeof recoveredPair>;
export type RecoveredRow = RecoveredAct | RecoveredPair;

/**
 * The agency's X25519 public key (32 bytes in base64url) and its id (the first 8 bytes of the key's SHA-256, in
 * hexadecimal).
 */
export const recoveryKey = z.object({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type RecoveryKey = z.infer<typeof recoveryKey>;

/**
 * A sealed payload is keyId(8) ‖ ephemeral public key(32) ‖ AES-256-GCM ciphertext ‖ tag(16). Key and nonce (32 + 12
 * bytes) are HKDF-SHA256 of the X25519 shared secret, salted with both public keys (ephemeral ‖ recovery), with `info`
 * as the context.
 */
export const SEAL = {
  info: 'p2c-review sealed journal 1',
  keyId: 8,
  publicKey: 32,
  tag: 16,
  key: 32,
  nonce: 12,
} as const;
