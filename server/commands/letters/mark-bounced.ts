import type { Transaction } from 'kysely';
import { randomAccessCode } from '#server/auth/access-code.ts';
import { sealLink } from '#server/auth/letter-link.ts';
import { tokenHash } from '#server/auth/password.ts';
import { appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { LetterRow, LinkPurpose } from '#server/db/tables/letters.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import { letterAgain, type NewEntry } from '#shared/domain/history.ts';
import { hasLink, isAsking } from '#shared/letters/letter.ts';

/** How many days the new link is valid. The period is generous because postal mail is slow. */
const LINK_DAYS = 60;

/**
 * Handles a bounce of a sent letter: adds it to the report's history and moves the letter to the print tray with a new
 * private link, because the server no longer has the old one.
 * @returns false if the bounced e-mail isn't one of ours or was already handled.
 */
export async function markBounced(deps: Deps, bounce: { messageId: string; status: string }): Promise<boolean> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await trx
      .selectFrom('letter')
      .selectAll()
      .where('message_id', '=', bounce.messageId)
      .where('sent_at', 'is not', null)
      .where('failed_at', 'is', null)
      .executeTakeFirst();
    // Lock the report before its letter, as all other code does.
    const report = row === undefined || row.report_id === null ? null : await lockReport(trx, row.report_id);
    if (row === undefined || report === null) return false;
    const link = hasLink(row) ? await newLink(trx, deps, row, report.id, at) : null;
    const marked = await trx
      .updateTable('letter')
      .set({
        sent_at: null,
        failed_at: at,
        last_error: `bounced ${bounce.status}`,
        failed_address: row.to_address,
        to_address: null,
        private_link: link === null ? null : sealLink(deps, row.id, link),
      })
      .where('id', '=', row.id)
      .where('sent_at', 'is not', null)
      .executeTakeFirst();
    if (marked.numUpdatedRows === 0n) return false;
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'letter_failed',
      by: null,
      event: { code: 'letter_returned', params: {} },
      note: null,
      letter: letterAgain(toReport(report).history, row),
    };
    await appendHistory(trx, report.id, entry, at);
    await appendAudit(trx, {
      at,
      actor: 'mailer',
      action: 'letter.send',
      target: row.id,
      outcome: 'failure',
      source: 'mailer',
      detail: { why: 'bounced' satisfies AuditWhy, status: bounce.status },
    });
    return true;
  });
}

async function newLink(
  trx: Transaction<Database>,
  deps: Deps,
  row: LetterRow,
  reportId: string,
  at: Date,
): Promise<string> {
  const token = randomAccessCode();
  const purpose: LinkPurpose = isAsking(row.kind) ? 'reply' : 'status';
  const asking = await trx
    .selectFrom('act')
    .select('id')
    .where('report_id', '=', reportId)
    .where('kind', '=', 'follow_up')
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto('private_link')
    .values({
      token_hash: tokenHash(token),
      report_id: reportId,
      act_id: purpose === 'reply' ? (asking?.id ?? null) : null,
      purpose,
      created_at: at,
      expires_at: new Date(at.getTime() + LINK_DAYS * 86_400_000),
    })
    .execute();
  return `${deps.publicUrl}/${purpose}/${token}`;
}
