import { jaroWinkler } from '../link/similarity.ts';
import { knownFacts } from './known-facts.ts';
import type { Person, Report } from './report.ts';

type Told = Pick<Report, 'facts' | 'corrections'>;

/**
 * Whether two reports are certainly from one person, so that a letter to the reporter of one may mention the other.
 * The same full name and birth date are enough. The same e-mail address is enough only with the same birth date or a
 * matching first name, because a family may share an address. Returns false when in doubt.
 */
export function isSamePerson(one: Told, other: Told): boolean {
  return isOne(knownFacts(one).who, knownFacts(other).who);
}

/**
 * A looser check for what officers see: unless both reports include a birth date, the same full name and phone number
 * are enough. A father and son may share both, so letters never rely on this.
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
  const isBornAlike = a.birthDate !== null && a.birthDate === b.birthDate;
  if (isBornAlike && hasSameName(a, b)) return true;
  if (a.email === null || b.email === null || fold(a.email) !== fold(b.email)) return false;
  const isBornOtherwise = !isBornAlike && a.birthDate !== null && b.birthDate !== null;
  return isBornAlike || (isBornOtherwise ? fold(a.givenName) === fold(b.givenName) : mayBeOneName(a, b));
}

/** Minimum similarity of two spellings of the same name (Jaro-Winkler). */
const ALIKE = 0.85;

/**
 * Whether two first names may be the same: similar, a short form (Ana, Anita), an initial, or swapped with the last
 * name.
 */
function mayBeOneName(a: Person, b: Person): boolean {
  const [ones, others] = [namesOf(a.givenName), namesOf(b.givenName)];
  if (ones.length === 0 || others.length === 0 || fold(a.givenName) === fold(b.familyName)) return true;
  return ones.some((one) =>
    others.some((other) => {
      const isInitial = one.length === 1 || other.length === 1;
      const isShort = one.slice(0, 2) === other.slice(0, 2);
      return isInitial ? one[0] === other[0] : isShort || jaroWinkler(one, other) >= ALIKE;
    }),
  );
}

const namesOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{M}]+/u)
    .map(fold)
    .filter((one) => one !== '');

const hasSameName = (a: Person, b: Person): boolean =>
  fold(a.familyName) === fold(b.familyName) && fold(a.givenName) === fold(b.givenName);

/** The last ten digits of a phone number, as dialed within the country. */
const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '').slice(-10);

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}]/gu, '')
    .toLowerCase();
