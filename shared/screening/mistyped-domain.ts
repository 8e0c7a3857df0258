/** The most common e-mail domains. */
const COMMON = [
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'aol.com',
  'live.com',
  'msn.com',
  'comcast.net',
  'sbcglobal.net',
  'att.net',
  'verizon.net',
  'frontier.com',
];
/** Real domains that are close to one of the above. */
const REAL = [
  'ymail.com',
  'mail.com',
  'email.com',
  'gmx.com',
  'me.com',
  'aim.com',
  'att.com',
  'yahoo.es',
  'hotmail.es',
];

/** The address that was probably meant; null unless its domain is one or two typos away from a common one. Pure. */
export function meantAddress(email: string): string | null {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || COMMON.includes(domain) || REAL.includes(domain)) return null;
  const meant = COMMON.find((one) => editDistance(domain, one) <= (one.length > 8 ? 2 : 1));
  return meant === undefined ? null : `${email.slice(0, at)}@${meant}`;
}

/**
 * The number of typos between two words: a missing, added or wrong letter, or two swapped ones (optimal string
 * alignment distance).
 */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let a = 1; a <= one.length; a += 1) {
    const row = [a];
    for (let b = 1; b <= other.length; b += 1) {
      const cost = one[a - 1] === other[b - 1] ? 0 : 1;
      const above = rows[a - 1] ?? [];
      const exchanged = a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1];
      row[b] = Math.min(
        (above[b] ?? 0) + 1,
        (row[b - 1] ?? 0) + 1,
        (above[b - 1] ?? 0) + cost,
        exchanged ? (rows[a - 2]?.[b - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 3;
}
