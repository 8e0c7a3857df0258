import type { Transaction } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { telling } from '../db/news.ts';
import type { Database } from '../db/schema.ts';
import type { Write } from '../db/write-together.ts';
import { buildPackage } from '../rms/build-package.ts';
import { uuidv7 } from '../uuid.ts';

type Decided = Omit<Parameters<typeof buildPackage>[1], 'packageId'>;

/**
 * The write that queues what the records system is to be told, in the transaction of its cause. An approval that is taken
 * back before its package has left is not told at all: the package is cancelled, and there is nothing to write.
 */
export async function packageWrite(
  trx: Transaction<Database>,
  report: Report,
  decided: Decided,
  policy: Policy,
): Promise<Write | null> {
  if (decided.kind === 'returned') {
    const cancelled = await trx
      .updateTable('rms_package')
      .set({ state: 'cancelled', next_attempt_at: null, reason: 'The approval was taken back before this had left.' })
      .where('report_id', '=', report.id)
      .where('kind', '=', 'approved')
      .where('state', 'in', ['queued', 'refused'])
      // One that was tried may have arrived although no answer came: then its return must be told, too.
      .where('attempts', '=', 0)
      .executeTakeFirst();
    if (cancelled.numUpdatedRows > 0n) return null;
  }
  const packageId = uuidv7(decided.at);
  const payload = buildPackage(report, { ...decided, packageId }, policy);
  return trx
    .insertInto('rms_package')
    .values({
      id: packageId,
      report_id: report.id,
      kind: decided.kind,
      case_number: decided.caseNumber,
      payload: JSON.stringify(payload),
      state: 'queued',
      queued_at: decided.at,
      next_attempt_at: decided.at,
    })
    .returning(telling('packages'));
}
