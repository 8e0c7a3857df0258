import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Characters that are easy to read over the phone: no 0, 1, i, l or o. Four groups of five give 98 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

export function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** A bearer token of 256 random bits. */
export const randomToken = () => randomBytes(32).toString('base64url');

/** A private link token of 128 random bits. */
export const randomLinkToken = () => randomBytes(16).toString('base64url');

/** Tokens are stored and looked up as hashes, so that someone who reads the table cannot use them. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
