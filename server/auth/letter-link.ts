import type { LetterRow } from '../db/schema.ts';
import type { Deps } from '../deps.ts';

const PURPOSE = 'letter link';

/**
 * Encrypts the private link of a letter waiting to be sent under the server's key, so that someone with only the database
 * cannot use it to open a page or a stored draft.
 */
export function sealLink({ key }: Pick<Deps, 'key'>, letterId: string, link: string): string {
  return key.encrypt(PURPOSE, Buffer.from(link), letterId).toString('base64');
}

/** The link of a waiting letter; null if it has none, was already printed, or the key has changed. */
export function openLink({ key }: Pick<Deps, 'key'>, row: Pick<LetterRow, 'id' | 'private_link'>): string | null {
  const { id, private_link: sealed } = row;
  // Queued by an earlier version, which stored links unencrypted.
  if (sealed === null || sealed.includes('://')) return sealed;
  return key.decrypt(PURPOSE, Buffer.from(sealed, 'base64'), id)?.toString() ?? null;
}
