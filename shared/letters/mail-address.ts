import type { Person } from '../domain/report.ts';

/**
 * The e-mail address for a person's letters. Null when letters are printed and mailed, because there is no e-mail address
 * or because the person prefers mail and gave a mailing address.
 */
export function mailAddress({
  email,
  preferredContact,
  address,
}: Pick<Person, 'email' | 'preferredContact' | 'address'>): string | null {
  return preferredContact === 'letter' && address !== null && address.trim() !== '' ? null : email;
}
