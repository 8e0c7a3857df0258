import { sql } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { tokenHash } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import { announce } from '../db/news.ts';
import { linkByToken } from '../db/private-link.ts';
import { lockReport, thisTransaction } from '../db/report.ts';
import type { Deps } from '../deps.ts';

/**
 * The person's answer to a follow-up: the report goes back to the officers, and the link is used up.
 * @returns false when the link is not live or the report no longer waits for an answer.
 */
export async function answerFollowUp(
  deps: Deps,
  answer: { token: string; text: string },
  source: string,
): Promise<boolean> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const found = await linkByToken(trx, answer.token, at);
    if (found === null || found.purpose !== 'reply') return false;
    const report = await lockReport(trx, found.reportId);
    if (report === null || report.state !== 'awaiting_citizen') return false;
    // Two tabs with the same link: whoever got the report's lock first has used it up.
    const used = await trx
      .updateTable('private_link')
      .set({ used_at: at })
      .where('token_hash', '=', tokenHash(answer.token))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) return false;
    const entry: HistoryEntry = {
      at: at.toISOString(),
      kind: 'answered',
      by: null,
      summary: 'The person answered.',
      note: answer.text,
      letter: null,
    };
    await trx
      .updateTable('report')
      .set({
        state: 'resubmitted',
        version: report.version + 1,
        changed_at: at,
        changed_txid: thisTransaction,
        history: sql`history || ${JSON.stringify([entry])}::jsonb`,
      })
      .where('id', '=', report.id)
      .execute();
    await announce(trx, 'reports');
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.answer',
      target: report.id,
      outcome: 'success',
      source,
      detail: { version: report.version + 1 },
    });
    return true;
  });
}
