import type { Transaction } from 'kysely';
import { currentPolicy } from '#server/db/policy.ts';
import type { Database } from '#server/db/schema.ts';
import type { LetterRow } from '#server/db/tables/letters.ts';
import { knownEvent } from '#shared/domain/history-event.ts';
import { asPromised, replyLinkEnd } from '#shared/domain/reply-terms.ts';

/**
 * Extends a follow-up's reply links when its letter goes out, because the days to reply count from then, not from when
 * the letter was written. Never shortens them. Does nothing for other letters.
 */
export async function moveReplyLinks(
  trx: Transaction<Database>,
  letter: Pick<LetterRow, 'id' | 'kind'>,
  at: Date,
): Promise<void> {
  if (letter.kind !== 'follow_up') return;
  const asking = await trx
    .selectFrom('act')
    .select(['id', 'event'])
    .where('letter_id', '=', letter.id)
    .executeTakeFirst();
  const asked = asking === undefined ? null : knownEvent(asking.event);
  if (asking === undefined || asked?.code !== 'asked') return;
  const until = replyLinkEnd(at, asPromised(await currentPolicy(trx), asked.params));
  await trx
    .updateTable('private_link')
    .set({ expires_at: until })
    .where('act_id', '=', asking.id)
    .where('purpose', '=', 'reply')
    .where('used_at', 'is', null)
    .where('expires_at', '<', until)
    .execute();
}
