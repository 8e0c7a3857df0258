import type { Person } from '../domain/report.ts';

/**
 * Where a person's letters are mailed; null where they go on paper: nobody gave an e-mail address, or the person wants
 * letters and told where they arrive.
 */
export function mailAddress({
  email,
  preferredContact,
  address,
}: Pick<Person, 'email' | 'preferredContact' | 'address'>): string | null {
  return preferredContact === 'letter' && address !== null && address.trim() !== '' ? null : email;
}
