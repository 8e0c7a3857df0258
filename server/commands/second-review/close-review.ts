import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import { findReview } from '#server/db/second-review.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { ReviewSheet, ReviewVerdict } from '#shared/domain/second-review.ts';
import { AppError } from '#shared/errors.ts';
import { actOnReport } from '../reports/act-on-report.ts';
import { returnAct, reviewSheet } from './review-sheet.ts';
import { reviewedBy } from './review-steps.ts';

/** Maximum length in code points of the reason that a `return` act accepts. */
const LONGEST_CAUSE = 500;

/**
 * Ends a review with the verdict on the first decision. If the verdict sets the decision aside, verdict and act are
 * written in one transaction. The act's key is the sample's ID, so a retry changes nothing.
 * @throws AppError `not_found`, `act_not_allowed` if the caller has not decided yet or the review is finished, and what
 * `actOnReport` throws.
 */
export async function closeReview(
  deps: Deps,
  { sampleId, verdict }: { sampleId: string; verdict: ReviewVerdict },
  session: Session,
  source: string,
): Promise<ReviewSheet> {
  const { officer } = session;
  const at = deps.now();
  const row = await findReview(deps.db, sampleId, officer.id, at);
  if (row === null) throw new AppError('not_found');
  const save = (trx: Transaction<Database>) =>
    saveVerdict(trx, { sampleId, reportId: row.reportId, verdict, at }, session, source);
  if (verdict.outcome === 'sent_back' || verdict.outcome === 'overturned') {
    const cause = Array.from(verdict.note).slice(0, LONGEST_CAUSE).join('');
    const act = returnAct(cause, verdict.seen.letterHash === null);
    const request = { act, seen: verdict.seen };
    const input = { reportId: row.reportId, key: sampleId, request, officer, source };
    // A supervisor who overturns a decision decides next, so the report is assigned to them until then.
    await actOnReport(deps, verdict.outcome === 'overturned' ? { ...input, isTakenOver: true } : input, save);
  } else await inTransaction(deps.db, save);
  return reviewSheet(deps.db, sampleId, officer.id, at);
}

async function saveVerdict(
  trx: Transaction<Database>,
  given: { sampleId: string; reportId: string; verdict: ReviewVerdict; at: Date },
  { officer }: Session,
  source: string,
): Promise<void> {
  const { sampleId, reportId, verdict, at } = given;
  const review = await trx
    .selectFrom('review')
    .innerJoin('officer', 'officer.id', 'reviewer_id')
    .select(['reviewer_id', 'closed_at', 'outcome', 'display_name'])
    .where('sample_id', '=', sampleId)
    .forUpdate('review')
    .executeTakeFirst();
  if (review === undefined) throw new AppError('act_not_allowed');
  if (review.reviewer_id !== officer.id) throw reviewedBy(review.display_name);
  if (review.closed_at !== null) {
    if (review.outcome === verdict.outcome) return;
    throw reviewedBy(review.display_name);
  }
  const category = verdict.outcome === 'agreed' ? null : verdict.category;
  await trx
    .updateTable('review')
    .set({ outcome: verdict.outcome, category, closed_at: at })
    .where('sample_id', '=', sampleId)
    .execute();
  if (verdict.note !== '') {
    await trx
      .insertInto('review_note')
      .values({
        sample_id: sampleId,
        side: 'reviewer',
        report_id: reportId,
        officer_id: officer.id,
        text: verdict.note,
        written_at: at,
      })
      .execute();
  }
  await appendAudit(trx, {
    at,
    actor: officer.id,
    action: 'review.close',
    target: sampleId,
    outcome: 'success',
    source,
    detail: { report: reportId, verdict: verdict.outcome, category },
  });
}
