import type { LetterRow } from '../db/tables/letters.ts';
import type { Deps } from '../deps.ts';

export const LINK_PURPOSE = 'letter link';

/**
 * Encrypts the private link of a letter that is waiting to be sent. The server's key is used, so someone who has only the
 * database cannot open a page or a saved draft with the link.
 */
export function sealLink({ key }: Pick<Deps, 'key'>, letterId: string, link: string): string {
  return key.encrypt(LINK_PURPOSE, Buffer.from(link), letterId).toString('base64');
}

/**
 * The private link of a waiting letter; null if it has none, was already printed, or was encrypted with another server
 * key.
 */
export function openLink({ key }: Pick<Deps, 'key'>, row: Pick<LetterRow, 'id' | 'private_link'>): string | null {
  const { id, private_link: sealed } = row;
  // An earlier version queued links without encrypting them.
  if (sealed === null || sealed.includes('://')) return sealed;
  return key.decrypt(LINK_PURPOSE, Buffer.from(sealed, 'base64'), id)?.toString() ?? null;
}
