import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Output } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';

/**
 * The two reports between which an act got caught: as its officer saw it, and as the server has it. Null where it is not
 * known any more: a decision that came back from the sealed journal has no former report.
 * @throws AppError not_found when the act left the outbox meanwhile.
 */
export function compare({ outbox, reports }: Pick<Stores, 'outbox' | 'reports'>, id: string): Output<'outbox.compare'> {
  const row = outbox.get(id);
  if (row === null) throw new AppError('not_found');
  const here = reports.get(row.reportId);
  const saw = row.seen.reportVersion;
  const base = read(outbox.base(id));
  const before = base?.version === saw ? base : here?.version === saw ? here : null;
  // The pull comes before the push, so what is here is as new as the answer, unless it is what the officer saw: not by its
  // number alone, which a restored server gives to another text.
  const now = here !== null && before !== here ? here : (read(outbox.theirs(id)) ?? here);
  return { before, now };
}

/**
 * What a decision about a pair stands against now.
 * @throws AppError not_found when it left the outbox meanwhile.
 */
export function comparePair(
  { pairOutbox, pairs, reports }: Pick<Stores, 'pairOutbox' | 'pairs' | 'reports'>,
  id: string,
): Output<'pairs.compare'> {
  const row = pairOutbox.get(id);
  if (row === null) throw new AppError('not_found');
  const [left, right] = row.reports;
  return { standing: pairs.standing(row.reports), here: [reports.get(left) !== null, reports.get(right) !== null] };
}

/** Neither was parsed when it was stored, and an older version of this application may have stored it. */
function read(stored: unknown): Report | null {
  return reportSchema.safeParse(stored).data ?? null;
}
