import type { RmsRow } from '#shared/domain/rms-package.ts';
import { AppError } from '#shared/errors.ts';
import { appendAudit } from '../db/audit.ts';
import { announce } from '../db/news.ts';
import { toRmsRow } from '../db/packages.ts';
import type { Session } from '../db/session.ts';
import type { Deps } from '../deps.ts';

/**
 * Queues a package of the error tray once more, as it was.
 * @throws AppError `not_found`, or `act_not_allowed` when it is not in the tray.
 */
export async function pushPackage(
  deps: Deps,
  packageId: string,
  { officer }: Session,
  source: string,
): Promise<RmsRow> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('rms_package')
      .selectAll()
      .where('id', '=', packageId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found');
    if (row.state !== 'refused') throw new AppError('act_not_allowed', { message: 'This is not in the error tray.' });
    const queued = await trx
      .updateTable('rms_package')
      .set({ state: 'queued', next_attempt_at: at, refused_at: null, attempts: 0 })
      .where('id', '=', packageId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await announce(trx, 'packages');
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'rms.push',
      target: packageId,
      outcome: 'success',
      source,
      detail: { report: row.report_id },
    });
    return toRmsRow(queued);
  });
}
