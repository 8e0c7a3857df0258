import type { Person } from '../domain/report.ts';

/**
 * The e-mail address for a person's letters; null when they go on paper because there is no e-mail address, or because
 * the person prefers paper and gave a mailing address.
 */
export function mailAddress({
  email,
  preferredContact,
  address,
}: Pick<Person, 'email' | 'preferredContact' | 'address'>): string | null {
  return preferredContact === 'letter' && address !== null && address.trim() !== '' ? null : email;
}
