import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';

/** Saves an officer's response to the finished review of their own decision. @throws AppError `not_found`. */
export async function answerReview(
  deps: Deps,
  { sampleId, text }: { sampleId: string; text: string },
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const sample = await trx
      .selectFrom('review_sample')
      .innerJoin('review', 'review.sample_id', 'review_sample.id')
      .select('report_id')
      .where('review_sample.id', '=', sampleId)
      .where('officer_id', '=', officer.id)
      .where('closed_at', 'is not', null)
      .executeTakeFirst();
    if (sample === undefined || sample.report_id === null) throw new AppError('not_found');
    const said = { text, written_at: at };
    await trx
      .insertInto('review_note')
      .values({ sample_id: sampleId, side: 'officer', report_id: sample.report_id, officer_id: officer.id, ...said })
      .onConflict((same) => same.columns(['sample_id', 'side']).doUpdateSet(said))
      .execute();
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'review.answer',
      target: sampleId,
      outcome: 'success',
      source,
      detail: {},
    });
  });
}
