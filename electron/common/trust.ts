import { z } from 'zod';

/**
 * How to authenticate the agency server beyond the computer's certificate authorities. `ca`: the only trusted
 * authorities, as PEM; null to trust the computer's. `pins`: base64 SHA-256 hashes of the server's public key (SPKI),
 * one of which must match; empty to accept any key. `own`: the client certificate and key for a server that requests
 * one, as PEM.
 */
export const trustSettings = z.object({
  ca: z.string().nullable(),
  pins: z.array(z.string()),
  own: z.object({ cert: z.string(), key: z.string() }).optional(),
});
export type TrustSettings = z.infer<typeof trustSettings>;

export const NO_TRUST_SETTINGS: TrustSettings = { ca: null, pins: [] };
