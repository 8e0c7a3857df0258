import { isAnotherWitness } from '#shared/domain/duplicate.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { staysOnFile } from '#shared/domain/workflow.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { actsNow, stateAhead } from '../model/state-ahead.ts';
import { t } from '../t.ts';
import { type Kept, type Side, swapped } from './keep.ts';

type Both = { view: ReportView; right: ReportView | undefined; duplicate: ShownDuplicate; kept: Kept | null };
/**
 * An act on one of two compared reports that refers to the other: the side of the report it applies to, and the number
 * of the report it refers to.
 */
export type PairAct = { side: Side; primaryNumber: string };

/**
 * Returns the act that rejects one report as a duplicate of the report that is kept; null if that is not possible now,
 * or if the two reports are by different witnesses.
 */
export function rejection({ view, right, duplicate, kept }: Both, officer: Officer): PairAct | null {
  if (right === undefined || kept === null || isAnotherWitness(duplicate)) return null;
  if (kept.side === 'right') {
    const mayBe = duplicate.stays && duplicate.primaryNumber !== view.report.trackingNumber;
    return mayBe && actsNow(view, officer).includes('reject')
      ? { side: 'left', primaryNumber: duplicate.primaryNumber }
      : null;
  }
  const mayBe = staysOnFile(stateAhead(view, officer.role)) && actsNow(right, officer).includes('reject');
  return mayBe ? { side: 'right', primaryNumber: view.report.trackingNumber } : null;
}

/** Whether making the other report the primary changes anything: only if the one kept now could then be rejected. */
export const maySwap = (both: Both, officer: Officer): boolean =>
  both.kept !== null && rejection({ ...both, kept: swapped(both.kept) }, officer) !== null;

/** Returns the label of the action that rejects one of the two reports. */
export function rejectWords(
  { side, primaryNumber }: PairAct,
  { trackingNumber }: Pick<ShownDuplicate, 'trackingNumber'>,
): string {
  if (side === 'right') return t('compare.rejectBAsADuplicateOf');
  return primaryNumber === trackingNumber
    ? t('compare.rejectAAsADuplicateOf')
    : t('compare.rejectAAsADuplicateOfNumber', { number: primaryNumber });
}

/**
 * Returns the act that reopens a report rejected as a duplicate of the other report or of its primary; null if not
 * possible.
 */
export function unlinking({ view, right, duplicate }: Both, officer: Officer): PairAct | null {
  const { duplicateOf = null } = view.report;
  if (duplicateOf === duplicate.primaryNumber && actsNow(view, officer).includes('return')) {
    return { side: 'left', primaryNumber: duplicateOf };
  }
  const linked = right?.report.duplicateOf ?? null;
  if (right === undefined || linked === null || linked !== (duplicateOf ?? view.report.trackingNumber)) return null;
  return actsNow(right, officer).includes('return') ? { side: 'right', primaryNumber: linked } : null;
}
