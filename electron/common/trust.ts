import { z } from 'zod';

/**
 * How the agency server proves itself beyond the computer's certificate authorities. `ca`: the only authorities
 * believed, as PEM; null for the computer's. `pins`: SHA-256 of the server's public key (SPKI) in base64, one of which
 * must fit; none for any key.
 */
export const trustGiven = z.object({ ca: z.string().nullable(), pins: z.array(z.string()) });
export type TrustGiven = z.infer<typeof trustGiven>;

export const NO_TRUST_GIVEN: TrustGiven = { ca: null, pins: [] };
