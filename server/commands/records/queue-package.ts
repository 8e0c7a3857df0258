import { sql, type Transaction } from 'kysely';
import { telling } from '#server/db/news.ts';
import { mayBeKnown, packagesOf } from '#server/db/packages.ts';
import type { Database } from '#server/db/schema.ts';
import type { Write } from '#server/db/write-together.ts';
import { buildPackage, offenseIn } from '#server/rms/build-package.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { RmsPackage } from '#shared/domain/rms-package.ts';

type Decided = Omit<Parameters<typeof buildPackage>[1], 'packageId' | 'offense'> & { offenseCode: string | null };

/**
 * Returns the writes that queue a package for the records system and cancel earlier packages that it refused. The caller
 * runs them in the transaction that records the decision. If an approval is reversed before its package is sent, neither
 * package is ever sent.
 */
export async function packageWrites(
  trx: Transaction<Database>,
  report: Report,
  decided: Decided,
  policy: Policy,
): Promise<Write[]> {
  const found = offenseIn(policy, decided.offenseCode);
  if (decided.kind === 'approved') {
    const code = decided.offenseCode ?? '';
    const queued = queue(trx, report, { ...decided, offense: found ?? { code, title: code, nibrs: null } }, policy);
    // A report without a case number is being approved for the first time, so it has no earlier packages.
    if (report.caseNumber === null) return [queued];
    const refused = trx
      .updateTable('rms_package')
      .set({ state: 'canceled', reason: sql`left(coalesce(reason, ''), 400) || ' A newer package took its place.'` })
      .where('report_id', '=', report.id)
      .where('state', '=', 'refused');
    return [refused, queued];
  }

  const packages = await packagesOf(trx, report.id);
  // Use the offense title from the approval: the policy may have renamed or removed it since.
  const offense = packages.findLast((one) => one.kind === 'approved')?.payload.offense ?? found;
  if (decided.kind === 'recovered' || decided.kind === 'supplement')
    return offense === null ? [] : [queue(trx, report, { ...decided, offense }, policy)];
  // A package may have arrived even though no response came, so its reversal must be sent, too.
  const ended = packages.filter(
    ({ state, kind, handed_out_at }) =>
      state === 'refused' || (state === 'queued' && kind === 'approved' && handed_out_at === null),
  );
  const reason = 'The approval was reversed before this was delivered.';
  const ids = ended.map(({ id }) => id);
  const writes: Write[] =
    ids.length === 0
      ? []
      : [
          trx
            .updateTable('rms_package')
            .set({ state: 'canceled', next_attempt_at: null, reason })
            .where('id', 'in', ids),
        ];
  const left = packages.map(({ id, kind, state, handed_out_at }) => ({
    kind,
    handed_out_at,
    state: ids.includes(id) ? ('canceled' as const) : state,
  }));
  if (!mayBeKnown(left)) return writes;
  if (offense === null) return writes;
  return [...writes, queue(trx, report, { ...decided, offense }, policy)];
}

function queue(
  trx: Transaction<Database>,
  report: Report,
  decided: Decided & { offense: RmsPackage['offense'] },
  policy: Policy,
): Write {
  const packageId = uuidv7(decided.at);
  return trx
    .insertInto('rms_package')
    .values({
      id: packageId,
      report_id: report.id,
      kind: decided.kind === 'returned' ? 'returned' : 'approved',
      case_number: decided.caseNumber,
      payload: JSON.stringify(buildPackage(report, { ...decided, packageId }, policy)),
      state: 'queued',
      queued_at: decided.at,
      next_attempt_at: decided.at,
    })
    .returning(telling('packages'));
}
