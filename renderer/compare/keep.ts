import { isFromReporter } from '#shared/domain/attachment.ts';
import { type Candidate, KEEP_REASONS, keepScore, type KeepReason as Reason } from '#shared/domain/keep.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { duplicatesOf } from '../model/duplicates-of.ts';
import { stateAhead } from '../model/state-ahead.ts';

export type Side = 'left' | 'right';
/** Why a report is kept; `chosen` if the officer picked it over the proposed one. */
export type KeepReason = Reason | 'chosen';
export type Kept = { side: Side; why: KeepReason };

type Judged = Pick<ReportView, 'report' | 'outbox' | 'here' | 'duplicates'>;
type PrimaryInfo = Pick<ShownDuplicate, 'primaryNumber' | 'stays'>;

/**
 * Decides which of two reports stays on file if the other is rejected as its duplicate. The result doesn't depend on
 * which report was opened first. A report that only the server has can't be rejected here, so it is kept.
 * @param primary which report the right report is a duplicate of, if any. If that is a third report that stays on
 * file, the right report counts as an open primary.
 */
export function keptOf(left: Judged, right: Judged, role: Role, primary?: PrimaryInfo): Kept {
  const [one, other] = [candidate(left, role), standIn(right, role, left.report.trackingNumber, primary)];
  for (const why of KEEP_REASONS) {
    const [a, b] = [keepScore(one, why), keepScore(other, why)];
    if (a !== b) return { side: right.here && a > b ? 'left' : 'right', why };
  }
  return { side: 'right', why: 'older' };
}

/** Whether the right report was rejected as a duplicate of a third report that stays on file. */
export const isStandIn = (trackingNumber: string, left: string, { primaryNumber, stays }: PrimaryInfo): boolean =>
  stays && primaryNumber !== trackingNumber && primaryNumber !== left;

function candidate(view: Judged, role: Role): Candidate {
  const { report } = view;
  return {
    state: stateAhead(view, role),
    isPrimary: duplicatesOf(view).length > 0,
    isAnswered: report.history.some(({ kind }) => kind === 'answered'),
    photos: report.attachments.filter(isFromReporter).length,
    receivedAt: report.receivedAt,
  };
}

function standIn(view: Judged, role: Role, left: string, primary?: PrimaryInfo): Candidate {
  const own = candidate(view, role);
  if (primary === undefined || !isStandIn(view.report.trackingNumber, left, primary)) return own;
  return { ...own, state: 'submitted', isPrimary: true };
}

/** The choice after the officer swapped the reports. */
export const swapped = (kept: Kept): Kept => ({ side: kept.side === 'left' ? 'right' : 'left', why: 'chosen' });
