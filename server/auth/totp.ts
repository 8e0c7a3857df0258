import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Enrollment } from '#shared/session-api.ts';
import type { ServerKey } from './server-key.ts';

/** RFC 6238 with what every authenticator app can: SHA-1, six digits, 30 seconds, and 160 bits of seed (RFC 4226, 4). */
const PERIOD_S = 30;
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const;
/** One step to each side for clocks that differ and fingers that are slow (RFC 6238, 5.2). */
const WINDOW = 1;
const SEED_BYTES = 20;
const PURPOSE = 'second factor';

/** A seed as it lies in the database: encrypted, and bound to its account. */
export const newSeed = (key: ServerKey, officerId: string): Buffer =>
  key.encrypt(PURPOSE, randomBytes(SEED_BYTES), officerId);

/** What an authenticator app is set up with. @throws Error when the seed does not open under this server's key. */
export function enrollmentOf(key: ServerKey, sealed: Buffer, officer: { id: string; name: string }): Enrollment {
  const totp = new TOTP({ ...SHAPE, issuer: 'P2C Review', label: officer.name, secret: open(key, sealed, officer.id) });
  return { uri: totp.toString(), key: totp.secret.base32 };
}

/**
 * The time step, 30 s since 1970, to which a code belongs; null when it is of no step near `at`, or of one that is not
 * after `lastStep`: a code works once.
 * @throws Error when the seed does not open under this server's key.
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
  const seed = key.decrypt(PURPOSE, sealed, officerId);
  // Another server key than the one that sealed it: nobody can sign in with a code until the right one is back.
  if (seed === null) throw new Error('a second factor was sealed under another server key');
  return new Secret({ buffer: new Uint8Array(seed).buffer });
}
