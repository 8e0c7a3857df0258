import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's password storage cheat sheet: argon2id (this library's own choice) with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether the password is right. Without a stored hash the same work is done over a hash that nothing matches, so
 * that the time does not tell whether an account exists.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const right = await verify(stored ?? NOBODYS_HASH, password);
  return right && stored !== null;
}

/** Of 32 random bytes that were never kept, with the cost above. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$+rhJAVLv+iGbavOy54LS6A$91TiViSSVMDn8scCvxR1/fC1U4vjqh/IK80FVG+ByfM';

/** Reads well over the phone: no 0, 1, i, l or o. Four groups of five are 98 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

export function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** A bearer token of 256 random bits. */
export const randomToken = () => randomBytes(32).toString('base64url');

/** The 128 random bits of a private link. */
export const randomLinkToken = () => randomBytes(16).toString('base64url');

/** How tokens are stored and looked up: nobody who reads the table can use one. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
