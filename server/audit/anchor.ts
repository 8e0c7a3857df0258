import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '#shared/audit/row.ts';
import type { AnchorKey } from './anchor-key.ts';

/**
 * States that this row was the last one in the audit log of `origin` at this time, or, of the kind `p2c-restore`, that
 * this row records a restore which the people who run the server know of.
 */
const anchorNote = z.strictObject({
  kind: z.enum(['p2c-anchor', 'p2c-restore']),
  format: z.literal(1),
  origin: z.string().max(300),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  /** The first 16 hexadecimal digits of the SHA-256 of the public key that verifies the signature. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.base64().max(100),
});
export type AnchorNote = z.infer<typeof anchorNote>;

type Told = Pick<AnchorNote, 'origin' | 'seq' | 'hash' | 'at'>;

/** Signs a note with Ed25519, over its canonical JSON without the signature. */
export function signAnchor(
  told: Told,
  { privateKey, id }: AnchorKey,
  kind: AnchorNote['kind'] = 'p2c-anchor',
): AnchorNote {
  const note = { kind, format: 1, ...told, key: id } as const;
  return { ...note, signature: sign(null, Buffer.from(canonicalJson(note)), privateKey).toString('base64') };
}

export function isSignedBy({ signature, ...note }: AnchorNote, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(canonicalJson(note)), publicKey, Buffer.from(signature, 'base64'));
}

/**
 * Returns the note in a line of the server's own note file, or of a syslog file, whose lines begin with a header.
 * Returns null if the line has no note.
 */
export function noteIn(line: string): AnchorNote | null {
  try {
    return anchorNote.parse(JSON.parse(line.slice(line.indexOf('{'))));
  } catch {
    return null;
  }
}
