import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Returns the ID of the letter about the report's last decision, if the letter certainly has not gone out. That is so
 * if the mailer has never tried to send it, or if it waits to be printed. A failed attempt may still have reached the
 * mail server, so it counts as sent. So does a letter that someone has put on paper, because it is mailed before it is
 * marked as printed.
 * @param lock whether to lock the letter until the transaction ends.
 */
export async function unsentLetter(
  db: Kysely<Database> | Transaction<Database>,
  reportId: string,
  { lock }: { lock: boolean },
): Promise<string | null> {
  const letter = await db
    .selectFrom('act')
    .innerJoin('letter', 'letter.id', 'act.letter_id')
    .select([
      'letter.id',
      'to_address',
      'attempts',
      'handed_over_at',
      'sent_at',
      'on_paper_at',
      'printed_at',
      'withdrawn_at',
      'on_page',
    ])
    .where('act.report_id', '=', reportId)
    .where('act.kind', 'in', ['approve', 'reject'])
    .orderBy('decided_at', 'desc')
    .limit(1)
    .$if(lock, (query) => query.forUpdate('letter'))
    .executeTakeFirst();
  if (letter === undefined) return null;
  // A letter on the report's page counts as sent, because the reporter may have read it immediately.
  const { handed_over_at, sent_at, on_paper_at, printed_at } = letter;
  const isOut = letter.on_page || [handed_over_at, sent_at, on_paper_at, printed_at].some((at) => at !== null);
  const isTried = letter.to_address !== null && letter.attempts > 0;
  return isOut || isTried || letter.withdrawn_at !== null ? null : letter.id;
}
