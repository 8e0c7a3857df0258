import type { Transaction } from 'kysely';
import { randomAccessCode } from '#server/auth/access-code.ts';
import { openLink, sealLink } from '#server/auth/letter-link.ts';
import { setLink } from '#server/db/letters.ts';
import { isPrintedCode, keepPrintedCode } from '#server/db/private-link.ts';
import type { Database } from '#server/db/schema.ts';
import type { LetterRow } from '#server/db/tables/letters.ts';
import type { Deps } from '#server/deps.ts';

/**
 * Returns the link of a letter for paper; null if it has none, or none anymore. Its key is a new code that opens nothing
 * by URL: the e-mail with the letter's own link may have arrived after all, and whoever finds the paper must not read
 * what that link shows. Each later copy has the same code.
 */
export async function printedLink(trx: Transaction<Database>, deps: Deps, letter: LetterRow): Promise<string | null> {
  const link = openLink(deps, letter);
  const key = link?.split('/').at(-1);
  if (link === null || key === undefined || (await isPrintedCode(trx, key))) return link;
  const code = randomAccessCode();
  await keepPrintedCode(trx, key, code);
  const printed = `${link.slice(0, -key.length)}${code}`;
  await setLink(trx, letter.id, sealLink(deps, letter.id, printed));
  return printed;
}
