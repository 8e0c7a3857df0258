import type { LetterRow } from '../db/schema.ts';
import type { Deps } from '../deps.ts';

const PURPOSE = 'letter link';

/**
 * The private link of a letter that waits to leave, encrypted under the server's key: whoever gets hold of the database alone
 * opens no page with it, and no draft that lies beside it.
 */
export function sealLink({ key }: Pick<Deps, 'key'>, letterId: string, link: string): string {
  return key.encrypt(PURPOSE, Buffer.from(link), letterId).toString('base64');
}

/** The link of a letter that waits; null where it has none, was printed, or the key is another one by now. */
export function openLink({ key }: Pick<Deps, 'key'>, row: Pick<LetterRow, 'id' | 'private_link'>): string | null {
  const { id, private_link: sealed } = row;
  // Queued by a version that kept it as it is.
  if (sealed === null || sealed.includes('://')) return sealed;
  return key.decrypt(PURPOSE, Buffer.from(sealed, 'base64'), id)?.toString() ?? null;
}
