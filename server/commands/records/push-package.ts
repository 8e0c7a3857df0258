import { appendAudit } from '#server/db/audit.ts';
import { announce } from '#server/db/news.ts';
import { mayBeKnown, packagesOf, toRmsRow } from '#server/db/packages.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import type { PackageRow } from '#server/db/tables/records.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { buildPackage, offenseIn } from '#server/rms/build-package.ts';
import type { RmsPackage, RmsRow } from '#shared/domain/rms-package.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Queues a package from the error tray again. If the records system may already have it, it is sent unchanged, since the
 * receiver identifies it by its number; otherwise it is rebuilt from the current report and policy. A package that
 * reverses an approval the records system never received is canceled instead.
 * @throws AppError `not_found`, or `act_not_allowed` if it is not in the tray.
 */
export async function pushPackage(
  deps: Deps,
  packageId: string,
  { officer }: Session,
  source: string,
): Promise<RmsRow> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const asked = await trx
      .selectFrom('rms_package')
      .select('report_id')
      .where('id', '=', packageId)
      .executeTakeFirst();
    // Lock the report before its packages, as all other code does.
    const locked = asked === undefined ? null : await lockReport(trx, asked.report_id);
    const packages = locked === null ? [] : await packagesOf(trx, locked.id);
    const place = packages.findIndex(({ id }) => id === packageId);
    const row = packages[place];
    if (locked === null || row === undefined) throw new AppError('not_found');
    if (row.state !== 'refused')
      throw new AppError('act_not_allowed', { detail: { code: 'not_in_error_tray', params: {} } });
    const earlier = packages.slice(0, place);

    const never = row.handed_out_at === null;
    const pointless = never && row.kind === 'returned' && !mayBeKnown(earlier);
    const set = pointless
      ? { state: 'canceled' as const, reason: 'The records system has no approval to reverse.' }
      : {
          state: 'queued' as const,
          next_attempt_at: at,
          refused_at: null,
          attempts: 0,
          ...(never
            ? { payload: JSON.stringify(rebuiltPayload(row, toReport(locked), earlier, await currentPolicy(trx))) }
            : {}),
        };
    const pushed = await trx
      .updateTable('rms_package')
      .set(set)
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
    return toRmsRow(pushed);
  });
}

/** Rebuilds the package for the same decision from current data. */
function rebuiltPayload(
  { id: packageId, payload }: PackageRow,
  report: Parameters<typeof buildPackage>[0],
  earlier: readonly PackageRow[],
  policy: Parameters<typeof buildPackage>[2],
): RmsPackage {
  const { kind, caseNumber, cause, decidedAt, decidedBy } = payload;
  const offense =
    kind === 'approved'
      ? offenseIn(policy, payload.offense.code)
      : earlier.findLast((one) => one.kind === 'approved')?.payload.offense;
  const decided = { packageId, kind, caseNumber, cause, at: new Date(decidedAt), by: decidedBy };
  return buildPackage(report, { ...decided, offense: offense ?? payload.offense }, policy);
}
