import type { Transaction } from 'kysely';
import { addUploads } from '#server/db/attachments.ts';
import { appendAudit } from '#server/db/audit.ts';
import { linkByToken } from '#server/db/private-link.ts';
import { changeReport, lockReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { isAnswerable, lockPrimary, passToPrimary } from './pass-to-primary.ts';

/**
 * The person's answer to a follow-up: the report goes back to the officers, and its links are used up. It comes by such a
 * link, or from the report's own page, whose caller has made sure that it is the person.
 * @returns false when the link is not live or the report no longer waits for an answer.
 */
export async function answerFollowUp(
  deps: Deps,
  answer: { by: { token: string } | { reportId: string }; text: string; uploadId: string | null },
  source: string,
): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const reportId = 'reportId' in answer.by ? answer.by.reportId : await reportOfLink(trx, answer.by.token, at);
    const report = reportId === null ? null : await lockReport(trx, reportId);
    if (report === null || !isAnswerable(report.state, report.duplicate_of)) return false;
    const primary = await lockPrimary(trx, report);
    if (report.state === 'rejected' && primary === null) return false;
    const reopens = report.state === 'closed_no_answer';
    // Two tabs with the same link: whoever got the report's lock first has used it up.
    if ('token' in answer.by && (await reportOfLink(trx, answer.by.token, at)) === null) return false;
    // Reminders carry links of their own; the answer to one is the answer to all of them.
    await trx
      .updateTable('private_link')
      .set({ used_at: at })
      .where('report_id', '=', report.id)
      .where('purpose', '=', 'reply')
      .where('used_at', 'is', null)
      .execute();
    const files = await addUploads(trx, report, answer.uploadId);
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'answered',
      by: null,
      event: { code: reopens ? 'answer_reopened' : 'answered', params: { files: files.added } },
      note: answer.text === '' ? null : answer.text,
      letter: null,
    };
    const { version } =
      primary === null
        ? await changeReport(trx, report, { at, entry, set: { ...files.set, state: 'resubmitted' } })
        : await passToPrimary(trx, { duplicate: report, primary, entry, files });
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.answer',
      target: report.id,
      outcome: 'success',
      source,
      detail: { version, reopens, files: files.added, ...(primary === null ? {} : { passedOnTo: primary.id }) },
    });
    return true;
  });
}

/** Asked before and after the report's lock is taken: while one waits for it another may have used the link up. */
async function reportOfLink(trx: Transaction<Database>, token: string, at: Date): Promise<string | null> {
  const found = await linkByToken(trx, token, at);
  return found?.purpose === 'reply' ? found.reportId : null;
}
