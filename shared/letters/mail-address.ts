import type { Person } from '../domain/report.ts';

/**
 * The e-mail address for a person's letters. Null when letters are printed and mailed, because there is no e-mail address
 * or because the person prefers mail and gave a mailing address. Whoever asked us to send nothing to their home never gets
 * a printed letter instead of an e-mail.
 */
export function mailAddress({
  email,
  preferredContact,
  address,
  safeContact,
}: Pick<Person, 'email' | 'preferredContact' | 'address' | 'safeContact'>): string | null {
  if (isUnsafe(safeContact, 'mail')) return email;
  return preferredContact === 'letter' && address !== null && address.trim() !== '' ? null : email;
}

/** Whether the person asked us not to call them, or not to send mail to their home. */
export const isUnsafe = (safeContact: Person['safeContact'], way: 'calls' | 'mail'): boolean =>
  safeContact === 'email_only' || safeContact === `no_${way}`;

/** The number at which the person may be called; null when there is none, or when they asked us not to call. */
export const callNumber = ({ phone, safeContact }: Pick<Person, 'phone' | 'safeContact'>): string | null =>
  isUnsafe(safeContact, 'calls') ? null : phone;
