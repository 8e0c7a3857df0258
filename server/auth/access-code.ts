import { randomBytes } from 'node:crypto';
import { serverKey } from './server-key.ts';

/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud or copied by hand without errors. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ACCESS_CODE_LENGTH = 26;

/**
 * Creates a report's private access code, or the key of a link in a letter that may be printed: 128 random bits as 26
 * characters.
 */
export function randomAccessCode(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let code = '';
  for (let sign = 0; sign < ACCESS_CODE_LENGTH; sign += 1) {
    code = (SIGNS[Number(bits % 32n)] ?? '') + code;
    bits /= 32n;
  }
  return code;
}

/** Normalizes a typed code: ignores spaces, dashes and case, and accepts O for 0 and I or L for 1. */
export function plainAccessCode(typed: string): string {
  return typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/**
 * Normalizes a link key that may have been copied from paper. Keys from an earlier version have a different length and
 * are case-sensitive, so they are returned unchanged.
 */
export const asPrinted = (key: string) => (key.length === ACCESS_CODE_LENGTH ? plainAccessCode(key) : key);

/** Splits a code into groups of four, for readability. */
export const spacedAccessCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

const PURPOSE = 'access code';
const sealer = (browser: string) => serverKey(Buffer.from(browser, 'base64url'));

/**
 * Encrypts the access code of the report that a form became. The key is the random ID, from a cookie, of the browser
 * that sent the form, so only that browser can read it.
 */
export const sealCode = (browser: string, formId: string, code: string): Buffer =>
  sealer(browser).encrypt(PURPOSE, Buffer.from(code), formId);

/** Decrypts what `sealCode` encrypted; null for another browser or form. */
export const openCode = (browser: string, formId: string, sealed: Buffer): string | null =>
  sealer(browser).decrypt(PURPOSE, sealed, formId)?.toString() ?? null;
