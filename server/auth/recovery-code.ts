import { createHmac, randomInt } from 'node:crypto';
import type { ServerKey } from './server-key.ts';

/** Crockford's base 32, without I, L, O and U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
export const RECOVERY_CODES = 10;

/** Sixty random bits as `XXXX-XXXX-XXXX`. */
export function randomRecoveryCode(): string {
  const code = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * The code's hash, followed by its hashes under the other server keys. Without the key, nobody can try out codes on a
 * copy of the database.
 */
export function recoveryCodeHashes(key: ServerKey, officerId: string, typed: string): [string, ...string[]] {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const hash = (subkey: Buffer) => createHmac('sha256', subkey).update(`${officerId} ${plain}`).digest('hex');
  const [own, ...others] = key.subkeys('recovery codes').map(hash);
  return [own ?? '', ...others];
}
