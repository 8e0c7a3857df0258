import type { Transaction } from 'kysely';
import { randomAccessCode } from '#server/auth/access-code.ts';
import { openLink, sealLink } from '#server/auth/letter-link.ts';
import { setLink } from '#server/db/letters.ts';
import { isPrintedCode, keepPrintedCode } from '#server/db/private-link.ts';
import type { Database } from '#server/db/schema.ts';
import type { LetterRow } from '#server/db/tables/letters.ts';
import type { Deps } from '#server/deps.ts';
import { hasLink } from '#shared/letters/letter.ts';
import { keepLink, STATUS_LINK_DAYS } from './send-letter.ts';

/**
 * Returns the link of a letter for paper; null if it has none, or was printed before. Its key is a new code that opens nothing
 * by URL: the e-mail with the letter's own link may have arrived after all, and a finder of the paper must not read
 * what that link shows. Each later copy has the same code.
 */
export async function printedLink(trx: Transaction<Database>, deps: Deps, letter: LetterRow): Promise<string | null> {
  const link = openLink(deps, letter) ?? (await firstLink(trx, deps, letter));
  const key = link?.split('/').at(-1);
  if (link === null || key === undefined || (await isPrintedCode(trx, key))) return link;
  const code = randomAccessCode();
  await keepPrintedCode(trx, key, code);
  const printed = `${link.slice(0, -key.length)}${code}`;
  await setLink(trx, letter.id, sealLink(deps, letter.id, printed));
  return printed;
}

/**
 * A new link for a letter that nobody has printed and whose own link is gone, as in demo data or after the server's key was
 * lost; otherwise its paper would say that the code is on a copy printed before.
 */
async function firstLink(trx: Transaction<Database>, deps: Deps, letter: LetterRow): Promise<string | null> {
  if (letter.printed_at !== null || letter.report_id === null || !hasLink(letter)) return null;
  const token = randomAccessCode();
  const at = deps.now();
  await keepLink(trx, {
    token,
    reportId: letter.report_id,
    actId: null,
    at,
    days: STATUS_LINK_DAYS,
    purpose: 'status',
  });
  return `${deps.publicUrl}/status/${token}`;
}
