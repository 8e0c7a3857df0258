import { z } from 'zod';

/**
 * How the agency server proves itself beyond the computer's certificate authorities. `ca`: the only authorities
 * believed, as PEM; null for the computer's. `pins`: SHA-256 of the server's public key (SPKI) in base64, one of which
 * must fit; none for any key. `own`: what this computer proves itself with to a server that asks, as PEM.
 */
export const trustGiven = z.object({
  ca: z.string().nullable(),
  pins: z.array(z.string()),
  own: z.object({ cert: z.string(), key: z.string() }).optional(),
});
export type TrustGiven = z.infer<typeof trustGiven>;

export const NO_TRUST_GIVEN: TrustGiven = { ca: null, pins: [] };
