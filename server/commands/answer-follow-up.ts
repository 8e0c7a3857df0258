import type { HistoryEntry } from '#shared/domain/history.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { tokenHash } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import { linkByToken } from '../db/private-link.ts';
import { changeReport, lockReport } from '../db/report.ts';
import type { Deps } from '../deps.ts';

/** States in which a reply link is live: a late answer opens a report again that was closed without one. */
export const ANSWERABLE: readonly ReportState[] = ['awaiting_citizen', 'closed_no_answer'];

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
    if (report === null || !ANSWERABLE.includes(report.state)) return false;
    const reopens = report.state === 'closed_no_answer';
    // Two tabs with the same link: whoever got the report's lock first has used it up.
    const used = await trx
      .updateTable('private_link')
      .set({ used_at: at })
      .where('token_hash', '=', tokenHash(answer.token))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) return false;
    // Reminders carry links of their own; the answer to one is the answer to all of them.
    await trx
      .updateTable('private_link')
      .set({ used_at: at })
      .where('report_id', '=', report.id)
      .where('purpose', '=', 'reply')
      .where('used_at', 'is', null)
      .execute();
    const entry: HistoryEntry = {
      at: at.toISOString(),
      kind: 'answered',
      by: null,
      summary: reopens ? 'The person answered, which opened the report again.' : 'The person answered.',
      note: answer.text,
      letter: null,
    };
    const version = await changeReport(trx, report, { at, entry, set: { state: 'resubmitted' } });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.answer',
      target: report.id,
      outcome: 'success',
      source,
      detail: { version, reopens },
    });
    return true;
  });
}
