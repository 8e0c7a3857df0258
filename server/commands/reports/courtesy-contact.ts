import { appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { lockReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { AppError } from '#shared/errors.ts';
import type { CourtesyRow } from '#shared/records-api.ts';

type Outcome = NonNullable<CourtesyRow['done']>['outcome'];

/**
 * Records a courtesy contact with the reporter of an approved report.
 * @throws AppError `not_found`, or `act_not_allowed` for a report that is not approved.
 */
export async function recordCourtesyContact(
  deps: Deps,
  reportId: string,
  { outcome, note }: { outcome: Outcome; note: string },
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) throw new AppError('not_found');
    if (row.state !== 'approved') throw new AppError('act_not_allowed');
    const done = { officer_id: officer.id, outcome, note, done_at: at };
    await trx
      .insertInto('courtesy_contact')
      .values({ report_id: reportId, ...done })
      .onConflict((conflict) => conflict.column('report_id').doUpdateSet(done))
      .execute();
    const entry: NewEntry = {
      at: at.toISOString(),
      kind: 'contact',
      by: officer.displayName,
      officerId: officer.id,
      event: { code: 'courtesy', params: { outcome } },
      note: note === '' ? null : note,
      letter: null,
    };
    await appendHistory(trx, reportId, entry, at);
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'report.courtesy',
      target: reportId,
      outcome: 'success',
      source,
      detail: { outcome },
    });
  });
}
