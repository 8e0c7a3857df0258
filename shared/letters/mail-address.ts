import { FACT_FIELDS } from '../domain/fact-fields.ts';
import type { Person } from '../domain/report.ts';
import { chosenIn } from '../domain/several.ts';

/**
 * The e-mail address for a person's letters. Null when they don't go by e-mail: because there is no address, because the
 * person prefers mail and gave a mailing address, or because e-mail is not safe. People who asked us to send nothing to
 * their home never get a printed letter instead of an e-mail.
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
 * Whether the person asked for no e-mail and can get no letter at home either, so that they can read our letters only
 * on the report's page.
 */
export const isPageOnly = ({ address, safeContact }: Pick<Person, 'address' | 'safeContact'>): boolean =>
  isUnsafe(safeContact, 'email') && (isUnsafe(safeContact, 'mail') || !isGiven(address));

/** How a person gets what we write: by e-mail, on paper, or only on the report's page. */
export const deliveryChannel = (who: Pick<Person, 'email' | 'preferredContact' | 'address' | 'safeContact'>) =>
  isPageOnly(who) ? 'page' : mailAddress(who) === null ? 'mail' : 'email';

const isGiven = (address: string | null): boolean => address !== null && address.trim() !== '';

/** Whether the person asked us not to use a way of reaching them: to call, to text or leave a message, to write to their home, to e-mail. */
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
