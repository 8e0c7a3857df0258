import { createHash, randomBytes, randomInt } from 'node:crypto';

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
