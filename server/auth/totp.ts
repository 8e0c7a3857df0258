import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Enrollment } from '#shared/session-api.ts';
import type { ServerKey } from './server-key.ts';

/**
 * RFC 6238 with parameters that every authenticator app supports: SHA-1, six digits, 30 seconds, and a 160-bit seed (RFC
 * 4226, 4).
 */
const PERIOD_S = 30;
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const;
/** Accepts one step before or after the current one, for clock differences and slow typing (RFC 6238, 5.2). */
const WINDOW = 1;
const SEED_BYTES = 20;
export const SEED_PURPOSE = 'second factor';

/** Creates a seed as stored in the database: encrypted and bound to its account. */
export const newSeed = (key: ServerKey, officerId: string): Buffer =>
  key.encrypt(SEED_PURPOSE, randomBytes(SEED_BYTES), officerId);

/**
 * Returns the data for setting up an authenticator app. @throws Error if the seed cannot be decrypted with this server's
 * key.
 */
export function enrollmentOf(key: ServerKey, sealed: Buffer, officer: { id: string; name: string }): Enrollment {
  const totp = new TOTP({ ...SHAPE, issuer: 'P2C Review', label: officer.name, secret: open(key, sealed, officer.id) });
  return { uri: totp.toString(), key: totp.secret.base32 };
}

/**
 * Returns the time step (30 s since 1970) that a code belongs to. Returns null if the code matches no step near `at`, or
 * one that is not after `lastStep`, because each code works only once.
 * @throws Error if the seed cannot be decrypted with this server's key.
 */
export function stepOfCode(
  key: ServerKey,
  given: { sealed: Buffer; officerId: string; code: string; at: Date; lastStep: number | null },
): number | null {
  const totp = new TOTP({ ...SHAPE, secret: open(key, given.sealed, given.officerId) });
  const delta = totp.validate({ token: given.code, timestamp: given.at.getTime(), window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(given.at.getTime() / 1000 / PERIOD_S) + delta;
  return given.lastStep !== null && step <= given.lastStep ? null : step;
}

function open(key: ServerKey, sealed: Buffer, officerId: string): Secret {
  const seed = key.decrypt(SEED_PURPOSE, sealed, officerId);
  // The seed was encrypted with another server key: no one can sign in with a code until the right key is restored.
  if (seed === null) throw new Error('a second factor was encrypted with another server key');
  return new Secret({ buffer: new Uint8Array(seed).buffer });
}
