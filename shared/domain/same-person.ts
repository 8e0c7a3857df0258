import { knownFacts } from './known-facts.ts';
import type { Report } from './report.ts';

type Told = Pick<Report, 'facts' | 'corrections'>;

/**
 * Whether two reports surely come from one person, so that one may be named to the sender of the other: the same e-mail
 * address, or the same full name with the same birth date. Doubt counts as no.
 */
export function isSamePerson(one: Told, other: Told): boolean {
  const [a, b] = [knownFacts(one).who, knownFacts(other).who];
  if (a.email !== null && b.email !== null && fold(a.email) === fold(b.email)) return true;
  return (
    a.birthDate !== null &&
    a.birthDate === b.birthDate &&
    fold(a.familyName) === fold(b.familyName) &&
    fold(a.givenName) === fold(b.givenName)
  );
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}]/gu, '')
    .toLowerCase();
