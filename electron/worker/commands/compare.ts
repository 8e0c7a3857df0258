import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Output } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';

/**
 * Returns the two versions of a report when an act is in conflict: the one the officer saw and the server's. A version
 * that is no longer known is null: a decision restored from the sealed journal has no earlier version.
 * @throws AppError not_found when the act has left the outbox in the meantime.
 */
export function compare({ outbox, reports }: Pick<Stores, 'outbox' | 'reports'>, id: string): Output<'outbox.compare'> {
  const row = outbox.get(id);
  if (row === null) throw new AppError('not_found');
  const here = reports.get(row.reportId);
  const saw = row.seen.reportVersion;
  const base = read(outbox.base(id));
  const before = base?.version === saw ? base : here?.version === saw ? here : null;
  // The pull runs before the push. If the cached report is not the one that the officer saw, it is therefore as new as
  // the server's response. Comparing version numbers is not enough, because a restored server may reuse a number for
  // other content.
  const now = here !== null && before !== here ? here : (read(outbox.theirs(id)) ?? here);
  return { before, now };
}

/**
 * Returns the current decision that an unsent decision about a pair conflicts with, and which of the two reports are in
 * the cache.
 * @throws AppError not_found when the unsent decision has left the outbox in the meantime.
 */
export function comparePair(
  { pairOutbox, pairs, reports }: Pick<Stores, 'pairOutbox' | 'pairs' | 'reports'>,
  id: string,
): Output<'pairs.compare'> {
  const row = pairOutbox.get(id);
  if (row === null) throw new AppError('not_found');
  const [left, right] = row.reports;
  return { decision: pairs.decisionOf(row.reports), here: [reports.get(left) !== null, reports.get(right) !== null] };
}

/**
 * Validates a stored report, because an older version of this application may have saved it. Returns null if it is
 * invalid.
 */
function read(stored: unknown): Report | null {
  return reportSchema.safeParse(stored).data ?? null;
}
