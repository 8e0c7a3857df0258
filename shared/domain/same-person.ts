import { knownFacts } from './known-facts.ts';
import type { Person, Report } from './report.ts';

type Told = Pick<Report, 'facts' | 'corrections'>;

/**
 * Whether two reports are certainly from one person, so that a letter to the sender of one may mention the other: the
 * same e-mail address, unless given name and birth date both differ, as in a family that shares one; or the same full
 * name and birth date. Returns false when in doubt.
 */
export function isSamePerson(one: Told, other: Told): boolean {
  return isOne(knownFacts(one).who, knownFacts(other).who);
}

/**
 * A looser check for what officers see: unless both reports include a birth date, the same full name and phone number are
 * enough. A father and son may share both, so letters never rely on this.
 */
export function isSameSender(one: Told, other: Told): boolean {
  const [a, b] = [knownFacts(one).who, knownFacts(other).who];
  if (isOne(a, b)) return true;
  // Two different birth dates mean two people.
  if (a.birthDate !== null && b.birthDate !== null) return false;
  const telephone = digits(a.phone);
  return telephone.length >= LEAST_DIGITS && telephone === digits(b.phone) && hasSameName(a, b);
}

/** Number of digits without the area code; anything shorter isn't a phone number. */
const LEAST_DIGITS = 7;

function isOne(a: Person, b: Person): boolean {
  const isBornOtherwise = a.birthDate !== null && b.birthDate !== null && a.birthDate !== b.birthDate;
  if (isBornOtherwise && fold(a.givenName) !== fold(b.givenName)) return false;
  if (a.email !== null && b.email !== null && fold(a.email) === fold(b.email)) return true;
  return a.birthDate !== null && a.birthDate === b.birthDate && hasSameName(a, b);
}

const hasSameName = (a: Person, b: Person): boolean =>
  fold(a.familyName) === fold(b.familyName) && fold(a.givenName) === fold(b.givenName);

/** The last ten digits of a phone number, as dialed within the country. */
const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '').slice(-10);

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}]/gu, '')
    .toLowerCase();
