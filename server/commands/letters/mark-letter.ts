import type { Updateable } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { LetterRow } from '#server/db/tables/letters.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { letterAgain, type NewEntry } from '#shared/domain/history.ts';
import { moveReplyLinks } from './move-reply-links.ts';

/**
 * Records that the mail server has just accepted the letter. This is a single small write that waits for nothing else,
 * because if the process is killed before the write, the reporter gets the letter twice.
 */
export async function markHandedOver(deps: Deps, row: LetterRow): Promise<void> {
  await deps.db.updateTable('letter').set({ handed_over_at: deps.now() }).where('id', '=', row.id).execute();
}

/** Marks a letter as sent, deletes its private link from the database, and adds an entry to the report's history. */
export function markSent(deps: Deps, row: LetterRow): Promise<void> {
  return finish(deps, row, { sent_at: deps.now(), last_error: null, private_link: null }, 'letter_sent');
}

/**
 * Marks a letter as undeliverable: the history shows officers that the reporter has not been notified, and the letter
 * moves to the print tray, like one without an address.
 */
export function markFailed(deps: Deps, row: LetterRow, why: string): Promise<void> {
  const mark = {
    failed_at: deps.now(),
    last_error: why,
    failed_address: row.to_address,
    to_address: null,
    // E-mail about a draft is never printed, so its link is deleted now; without the link, no one can open the draft.
    ...(row.report_id === null ? { private_link: null } : {}),
  };
  return finish(deps, row, mark, 'letter_failed');
}

/** Leaves the letter in the queue and schedules a retry. */
export async function markRetry(deps: Deps, row: LetterRow, why: string, delayMs: number): Promise<void> {
  await deps.db
    .updateTable('letter')
    .set({ last_error: why, next_attempt_at: new Date(deps.now().getTime() + delayMs) })
    .where('id', '=', row.id)
    .where('sent_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

async function finish(
  deps: Deps,
  row: LetterRow,
  mark: Updateable<Database['letter']> & { last_error: string | null },
  kind: 'letter_sent' | 'letter_failed',
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    // Lock the report before its letter, in the same order as report removal. The report may have been removed by now.
    const report = row.report_id === null ? null : await lockReport(trx, row.report_id);
    if (row.report_id !== null && report === null) return;
    const marked = await trx
      .updateTable('letter')
      .set({ ...mark, next_attempt_at: null })
      .where('id', '=', row.id)
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .executeTakeFirst();
    // The lease expired and another worker finished first, so the history entry already exists.
    if (marked.numUpdatedRows === 0n) return;
    if (report !== null) {
      if (kind === 'letter_sent') await moveReplyLinks(trx, row, at);
      const letter = letterAgain(toReport(report).history, row);
      const code = kind === 'letter_sent' ? 'letter_sent' : 'letter_undelivered';
      const event = { code, params: {} } as const;
      const entry: NewEntry = { at: at.toISOString(), kind, by: null, event, note: null, letter };
      await appendHistory(trx, report.id, entry, at);
    }
    await appendAudit(trx, {
      at,
      actor: 'mailer',
      action: 'letter.send',
      target: row.id,
      outcome: kind === 'letter_sent' ? 'success' : 'failure',
      source: 'mailer',
      detail: { attempts: row.attempts, ...(mark.last_error === null ? {} : { answer: mark.last_error }) },
    });
  });
}
