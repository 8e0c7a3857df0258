import { FACT_FIELDS } from '../domain/fact-fields.ts';
import type { Person } from '../domain/report.ts';
import { chosenIn } from '../domain/several.ts';

/**
 * The e-mail address for a person's letters. Null if there is no address, if e-mail is not safe, or if the person
 * prefers mail and gave a mailing address. A preference for mail is ignored for people who asked us to send nothing to
 * their home.
 */
export function mailAddress({
  email,
  preferredContact,
  address,
  safeContact,
}: Pick<Person, 'email' | 'preferredContact' | 'address' | 'safeContact'>): string | null {
  if (isUnsafe(safeContact, 'email')) return null;
  if (isUnsafe(safeContact, 'mail')) return email;
  return preferredContact === 'letter' && isGiven(address) ? null : email;
}

/**
 * Whether the person can read our letters only on the report's page, because they asked for no e-mail and can't get
 * letters at home either.
 */
export const isPageOnly = ({ address, safeContact }: Pick<Person, 'address' | 'safeContact'>): boolean =>
  isUnsafe(safeContact, 'email') && (isUnsafe(safeContact, 'mail') || !isGiven(address));

/** How a person gets what we write: by e-mail, on paper, or only on the report's page. */
export const deliveryChannel = (who: Pick<Person, 'email' | 'preferredContact' | 'address' | 'safeContact'>) =>
  isPageOnly(who) ? 'page' : mailAddress(who) === null ? 'mail' : 'email';

const isGiven = (address: string | null): boolean => address !== null && address.trim() !== '';

/**
 * Whether the person asked us not to reach them in this way: by call, by text or voicemail (`messages`), by mail to
 * their home, or by e-mail.
 */
export function isUnsafe(safeContact: Person['safeContact'], way: 'calls' | 'messages' | 'mail' | 'email'): boolean {
  const unsafe = chosenIn(FACT_FIELDS.who.safeContact, safeContact);
  return unsafe.includes(`no_${way}`) || (way === 'messages' && unsafe.includes('no_calls'));
}

/** How the person wants to be reached; null when they asked us not to use that way. */
export function preferredWay({ preferredContact: way, safeContact }: Pick<Person, 'preferredContact' | 'safeContact'>) {
  return isUnsafe(safeContact, ({ email: 'email', phone: 'calls', letter: 'mail' } as const)[way]) ? null : way;
}

/** The number at which the person may be called; null when there is none, or when they asked us not to call. */
export const callNumber = ({ phone, safeContact }: Pick<Person, 'phone' | 'safeContact'>): string | null =>
  isUnsafe(safeContact, 'calls') ? null : phone;
