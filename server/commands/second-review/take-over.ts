import { appendAudit } from '#server/db/audit.ts';
import { findReview } from '#server/db/second-review.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { ReviewSheet } from '#shared/domain/second-review.ts';
import { AppError } from '#shared/errors.ts';
import { reviewSheet } from './review-sheet.ts';
import { reviewedBy } from './review-steps.ts';

/**
 * Takes over a review that another supervisor began but did not finish. The other supervisor's decision stays, but the
 * caller gives the verdict. Such a review is not blind, because the caller has seen the first decision before giving
 * the verdict.
 * @throws AppError `not_found`; `act_not_allowed` if the reviewer may still be working on it, or has finished it.
 */
export async function takeOverReview(
  deps: Deps,
  sampleId: string,
  { officer }: Session,
  source: string,
): Promise<ReviewSheet> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const review = await trx
      .selectFrom('review')
      .innerJoin('officer', 'officer.id', 'reviewer_id')
      .select(['reviewer_id', 'begun_by', 'closed_at', 'display_name'])
      .where('sample_id', '=', sampleId)
      .forUpdate('review')
      .executeTakeFirst();
    const row = await findReview(trx, sampleId, officer.id, at);
    if (row === null || review === undefined) throw new AppError('not_found');
    if (review.reviewer_id === officer.id) return reviewSheet(trx, sampleId, officer.id, at);
    if (row.part !== 'left') throw reviewedBy(review.display_name);
    await trx
      .updateTable('review')
      .set({ reviewer_id: officer.id, begun_by: review.begun_by ?? review.reviewer_id, taken_at: at, was_blind: false })
      .where('sample_id', '=', sampleId)
      .execute();
    const detail = { report: row.reportId, from: review.reviewer_id };
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'review.take_over',
      target: sampleId,
      outcome: 'success',
      source,
      detail,
    });
    return reviewSheet(trx, sampleId, officer.id, at);
  });
}
