import type { FieldDetail } from '../field-error.ts';
import { SHORTEST_PASSWORD } from './account.ts';

/** Passwords that attackers try first, in lowercase. */
export type BannedPasswords = ReadonlySet<string>;

/**
 * Returns why this password or PIN is not allowed, or null if it is allowed. Follows CJIS Security Policy IA-5 and NIST
 * SP 800-63B: at least eight characters, nothing commonly used or expected, no composition rules.
 * @param city the agency's city, because attackers guess that first.
 */
export function passwordProblem(
  password: string,
  banned: BannedPasswords,
  owner: { name: string; displayName: string },
  city: string,
): FieldDetail | null {
  if (Array.from(password).length < SHORTEST_PASSWORD)
    return { code: 'too_short', params: { least: SHORTEST_PASSWORD } };
  const text = folded(password);
  if (new Set(text).size < 3) return { code: 'password_uniform', params: {} };
  if (banned.has(text)) return { code: 'password_common', params: {} };
  const own = [owner.name, ...owner.displayName.split(/\s+/)].map(folded).filter((word) => word.length >= 4);
  // A name isn't harder to guess when digits or symbols, such as a year, are added before or after it.
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (own.some((word) => core === word || text === word)) return { code: 'password_of_own_name', params: {} };
  // An attacker knows the username, so the password must not even contain it.
  const name = folded(owner.name);
  if (name.length >= 4 && text.includes(name)) return { code: 'password_of_own_name', params: {} };
  const letters = (given: string) => given.replace(/[^\p{L}]+/gu, '');
  const place = letters(folded(city));
  const expected = [...EXPECTED, ...(place === '' ? [] : ['', 'pd', 'police'].map((more) => place + more))];
  if (expected.includes(letters(core))) return { code: 'password_expected', params: {} };
  return null;
}

const EXPECTED = ['police', 'policeofficer', 'pcreview'];

/** The form in which passwords are compared with the list of banned passwords. */
export const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim();
