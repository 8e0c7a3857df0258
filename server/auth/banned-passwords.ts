import { readFile } from 'node:fs/promises';
import { SHORTEST_PASSWORD } from '#shared/domain/account.ts';

/** Passwords that everybody who guesses tries first, in lower case. */
export type BannedPasswords = ReadonlySet<string>;

/** One a line. */
export async function readBannedPasswords(path: string): Promise<BannedPasswords> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return new Set(lines.map(folded).filter((line) => line !== ''));
}

/**
 * Why somebody cannot have this password, as a sentence for them; null where they can. CJIS Security Policy IA-5 and
 * NIST SP 800-63B: eight characters, nothing that is commonly used or expected, no rules of composition.
 */
export function passwordProblem(
  password: string,
  banned: BannedPasswords,
  owner: { name: string; displayName: string },
): string | null {
  if (Array.from(password).length < SHORTEST_PASSWORD) return `Take at least ${SHORTEST_PASSWORD} characters.`;
  const text = folded(password);
  if (new Set(text).size < 3) return 'Take more than one or two different characters.';
  if (banned.has(text)) return 'This is one of the passwords that are guessed first. Take another one.';
  const own = [owner.name, ...owner.displayName.split(/\s+/)].map(folded).filter((word) => word.length >= 4);
  // What stands around a name, such as a year, is guessed with it.
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (own.some((word) => core === word || text === word)) return 'Take something else than your name.';
  if (EXPECTED.has(core)) return 'This is too easy to guess for somebody who knows where you work. Take another one.';
  return null;
}

const EXPECTED = new Set(['hartford', 'hartfordpd', 'hartfordpolice', 'police', 'policeofficer', 'p2creview']);

const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim();
