/** A number that nobody needs in a report and a thief could use. */
export type SecretNumber = 'card' | 'social_security';

const DIGITS = /(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])/g;
/**
 * Social Security numbers as they are written; no number begins with 000, 666 or 9
 * (ssa.gov/employer/randomization.html).
 */
const SOCIAL_SECURITY = /(?<![\d-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/;

/** The secret numbers in a text: whole card numbers, by their check digit, and Social Security numbers. Pure. */
export function secretNumbersIn(text: string): SecretNumber[] {
  const found: SecretNumber[] = [];
  if ([...text.matchAll(DIGITS)].some(([number]) => isCard(number.replace(/\D/g, '')))) found.push('card');
  if (SOCIAL_SECURITY.test(text)) found.push('social_security');
  return found;
}

/**
 * The prefixes of card numbers, by length. Prefixes are checked because a phone's IMEI also has 15 digits and the same
 * kind of check digit.
 */
const CARDS = /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7]|6\d)\d{14}|3[47]\d{13}|3[068]\d{12})$/;

/** Whether this may be the number of a payment card, by the check digit of ISO/IEC 7812-1 (Luhn). */
function isCard(digits: string): boolean {
  if (!CARDS.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((all, digit, at) => {
      const twice = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return all + (twice > 9 ? twice - 9 : twice);
    }, 0);
  return sum % 10 === 0;
}
