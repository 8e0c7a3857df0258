import { isAnotherWitness } from '#shared/domain/duplicate.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { staysOnFile } from '#shared/domain/workflow.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { actsNow, stateAhead } from '../model/state-ahead.ts';
import { t } from '../t.ts';
import type { Kept, Side } from './keep.ts';

type Both = { view: ReportView; right: ReportView | undefined; duplicate: ShownDuplicate; kept: Kept | null };
/** An act that one report of a pair allows because of the other: which side, and the other report's number. */
export type PairAct = { side: Side; standsFor: string };

/**
 * Rejecting the report that is not kept, as a duplicate of the one that is; null if that is not possible now, or if
 * another witness reported the incident.
 */
export function rejection({ view, right, duplicate, kept }: Both, officer: Officer): PairAct | null {
  if (right === undefined || kept === null || isAnotherWitness(duplicate)) return null;
  if (kept.side === 'right') {
    const mayBe = duplicate.stays && duplicate.standsFor !== view.report.trackingNumber;
    return mayBe && actsNow(view, officer).includes('reject') ? { side: 'left', standsFor: duplicate.standsFor } : null;
  }
  const mayBe = staysOnFile(stateAhead(view, officer.role)) && actsNow(right, officer).includes('reject');
  return mayBe ? { side: 'right', standsFor: view.report.trackingNumber } : null;
}

/** The rejection as an action that the officer can choose. */
export function rejectWords(
  { side, standsFor }: PairAct,
  { trackingNumber }: Pick<ShownDuplicate, 'trackingNumber'>,
): string {
  if (side === 'right') return t('compare.rejectBAsADuplicateOf');
  return standsFor === trackingNumber
    ? t('compare.rejectAAsADuplicateOf')
    : t('compare.rejectAAsADuplicateOfNumber', { number: standsFor });
}

/** Reopening a report that was rejected as a duplicate of the other one, or of its primary; null if not possible. */
export function unlinking({ view, right, duplicate }: Both, officer: Officer): PairAct | null {
  const { duplicateOf = null } = view.report;
  if (duplicateOf === duplicate.standsFor && actsNow(view, officer).includes('return')) {
    return { side: 'left', standsFor: duplicateOf };
  }
  const linked = right?.report.duplicateOf ?? null;
  if (right === undefined || linked === null || linked !== (duplicateOf ?? view.report.trackingNumber)) return null;
  return actsNow(right, officer).includes('return') ? { side: 'right', standsFor: linked } : null;
}
