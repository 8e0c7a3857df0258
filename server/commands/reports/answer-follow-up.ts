import type { Transaction } from 'kysely';
import { addUploads } from '#server/db/attachments.ts';
import { appendAudit } from '#server/db/audit.ts';
import { noteDanger } from '#server/db/danger.ts';
import { type LinkKey, linkByKey, useUpReplyLinks } from '#server/db/private-link.ts';
import { changeReport, lockReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { fromStaff } from '#server/staff-networks.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { sendReceipt } from '../letters/send-letter.ts';
import { isAnswerable, lockPrimary, passToPrimary } from './pass-to-primary.ts';

/**
 * Saves the reporter's answer to a follow-up: the report returns to the officers, and its reply links are used up. The
 * answer comes through such a link or from the report's own page; in the latter case, the caller must have verified that
 * the request comes from the reporter.
 * @returns false if the link is not live, or neither the report nor its primary would take an answer.
 */
export async function answerFollowUp(
  deps: Deps,
  answer: { by: LinkKey | { reportId: string }; text: string; uploadId: string | null },
  source: string,
): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const reportId = 'reportId' in answer.by ? answer.by.reportId : await reportOfLink(trx, answer.by, at);
    const report = reportId === null ? null : await lockReport(trx, reportId);
    if (report === null) return false;
    const primary = await lockPrimary(trx, report);
    if (!isAnswerable(report.state, primary?.state ?? null)) return false;
    const reopens = report.state === 'closed_no_answer';
    // If the same link is open in two tabs, the first request to lock the report uses up the link.
    if (!('reportId' in answer.by) && (await reportOfLink(trx, answer.by, at)) === null) return false;
    // Each reminder has a separate link; an answer through any of them uses up all of them.
    await useUpReplyLinks(trx, report.id, at);
    await noteDanger(trx, primary?.id ?? report.id, { text: answer.text, at });
    const files = await addUploads(trx, report, answer.uploadId);
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'answered',
      by: null,
      ...fromStaff(deps, source),
      event: { code: reopens ? 'answer_reopened' : 'answered', params: { files: files.added } },
      note: answer.text === '' ? null : answer.text,
      letter: await sendReceipt(trx, deps, report, at),
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
      detail: {
        ...fromStaff(deps, source),
        version,
        reopens,
        files: files.added,
        ...(primary === null ? {} : { passedOnTo: primary.id }),
      },
    });
    return true;
  });
}

/**
 * Called both before and after the report is locked, because another request may use up the link while this one waits for
 * the lock.
 */
async function reportOfLink(trx: Transaction<Database>, key: LinkKey, at: Date): Promise<string | null> {
  const found = await linkByKey(trx, key, at);
  return found?.purpose === 'reply' ? found.reportId : null;
}
