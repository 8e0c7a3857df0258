import type { Transaction } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { tokenHash } from '../auth/secret.ts';
import { appendAudit } from '../db/audit.ts';
import { linkByToken } from '../db/private-link.ts';
import { changeReport, lockReport, toReport } from '../db/report.ts';
import type { Database, ReportRow } from '../db/schema.ts';
import type { Deps } from '../deps.ts';

/** States in which a reply link is live: a late answer opens a report again that was closed without one. */
const ANSWERABLE: readonly ReportState[] = ['awaiting_citizen', 'closed_no_answer'];

/** A duplicate's link stays live, too: what its person answers is for the report that stands for it. */
export function isAnswerable(state: ReportState, duplicateOf: string | null): boolean {
  return ANSWERABLE.includes(state) || (state === 'rejected' && duplicateOf !== null);
}

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
    if (report === null || !isAnswerable(report.state, report.duplicate_of)) return false;
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
    const repeated = ANSWERABLE.includes(report.state) ? null : await lockPrimary(trx, report);
    const version =
      repeated === null
        ? await changeReport(trx, report, { at, entry, set: { state: 'resubmitted' } })
        : await passOn(trx, report, repeated, entry);
    await appendAudit(trx, {
      at,
      actor: 'person',
      action: 'report.answer',
      target: report.id,
      outcome: 'success',
      source,
      detail: { version, reopens, ...(repeated === null ? {} : { passedOnTo: repeated.id }) },
    });
    return true;
  });
}

async function lockPrimary(trx: Transaction<Database>, duplicate: ReportRow): Promise<ReportRow | null> {
  const { duplicate_of: primary } = duplicate;
  if (primary === null) return null;
  const row = await trx.selectFrom('report').select('id').where('tracking_number', '=', primary).executeTakeFirst();
  return row === undefined ? null : lockReport(trx, row.id);
}

/**
 * Writes an answer to a duplicate into the report that stands for it. The same person's answer counts there as an
 * answer; another person's is a note for the officers, because the reporter of that report may read its answers.
 */
async function passOn(
  trx: Transaction<Database>,
  duplicate: ReportRow,
  primary: ReportRow,
  entry: HistoryEntry,
): Promise<number> {
  const own = isSamePerson(toReport(duplicate), toReport(primary));
  const at = new Date(entry.at);
  await changeReport(trx, primary, {
    at,
    entry: {
      ...entry,
      kind: own ? 'answered' : 'noted',
      summary: `The person of ${duplicate.tracking_number}, which repeats this report, answered.`,
    },
    ...(own && ANSWERABLE.includes(primary.state) ? { set: { state: 'resubmitted' as const } } : {}),
  });
  return changeReport(trx, duplicate, {
    at,
    entry: { ...entry, note: null, summary: `The person answered; the answer is with ${primary.tracking_number}.` },
  });
}
