import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServerKey } from './server-key.ts';

const RANDOM_BYTES = 32;
const MAC_BYTES = 32;
const PURPOSE = 'device tokens';

/**
 * A token that a workstation gets at a successful sign-in and presents at the next sign-in with the same name: 256 random
 * bits and their HMAC-SHA256 under the server's key, base64url. It grants no access; it only marks the workstation as
 * known.
 */
export function newDeviceToken(key: ServerKey, name: string): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, macOf(key.subkey(PURPOSE), name, random)]).toString('base64url');
}

/** Whether this server issued the token for this name. The database decides whether it is still valid. */
export function isDeviceTokenOf(key: ServerKey, name: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== RANDOM_BYTES + MAC_BYTES) return false;
  const [random, given] = [bytes.subarray(0, RANDOM_BYTES), bytes.subarray(RANDOM_BYTES)];
  return key.subkeys(PURPOSE).some((subkey) => timingSafeEqual(given, macOf(subkey, name, random)));
}

const macOf = (subkey: Buffer, name: string, random: Uint8Array): Buffer =>
  createHmac('sha256', subkey).update(random).update(name).digest();
