import { knownFacts } from './known-facts.ts';
import type { Person, Report } from './report.ts';

type Told = Pick<Report, 'facts' | 'corrections'>;

/**
 * Whether two reports surely come from one person, so that one may be named to the sender of the other: the same e-mail
 * address, or the same full name with the same birth date. Doubt counts as no.
 */
export function isSamePerson(one: Told, other: Told): boolean {
  return isOne(knownFacts(one).who, knownFacts(other).who);
}

/**
 * Whether two reports come from one person as far as an officer asks: who gave neither address nor birth date is known by
 * the full name with the same telephone. Father and son may share both, so that no letter goes by it.
 */
export function isSameSender(one: Told, other: Told): boolean {
  const [a, b] = [knownFacts(one).who, knownFacts(other).who];
  if (isOne(a, b)) return true;
  // Two birth dates that are not the same are two people.
  if (a.birthDate !== null && b.birthDate !== null) return false;
  const telephone = digits(a.phone);
  return telephone.length >= LEAST_DIGITS && telephone === digits(b.phone) && hasSameName(a, b);
}

/** Without the area code; what is shorter is no telephone number. */
const LEAST_DIGITS = 7;

function isOne(a: Person, b: Person): boolean {
  if (a.email !== null && b.email !== null && fold(a.email) === fold(b.email)) return true;
  return a.birthDate !== null && a.birthDate === b.birthDate && hasSameName(a, b);
}

const hasSameName = (a: Person, b: Person): boolean =>
  fold(a.familyName) === fold(b.familyName) && fold(a.givenName) === fold(b.givenName);

/** Of a telephone number the last ten, as numbers are dialled within the country. */
const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '').slice(-10);

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}]/gu, '')
    .toLowerCase();
