import type { z } from 'zod';
import { appendAudit } from '#server/db/audit.ts';
import { lockReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { hintVerdict } from '#shared/domain/hint-feedback.ts';
import { AppError } from '#shared/errors.ts';

type Said = { reportId: string; code: string } & z.infer<typeof hintVerdict>;

/**
 * Saves an officer's verdict on a hint; the latest one counts.
 * @throws AppError `not_found`
 */
export async function saveHintFeedback(
  deps: Deps,
  { reportId, code, wrong }: Said,
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    if ((await lockReport(trx, reportId)) === null) throw new AppError('not_found');
    const said = { wrong, said_at: at };
    await trx
      .insertInto('hint_feedback')
      .values({ report_id: reportId, officer_id: officer.id, code, ...said })
      .onConflict((conflict) => conflict.columns(['report_id', 'code', 'officer_id']).doUpdateSet(said))
      .execute();
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'hint.say',
      target: reportId,
      outcome: 'success',
      source,
      detail: { hint: code, wrong },
    });
  });
}
