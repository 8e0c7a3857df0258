import type { Role } from '#shared/domain/officer.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { stateAhead } from '../model/state-ahead.ts';

export type Side = 'left' | 'right';
export const KEEP_REASONS = ['approved', 'open', 'answered', 'photos', 'older'] as const;
/** Why a report is the one to keep; `chosen` if the officer chose it over the one that is proposed. */
export type KeepReason = (typeof KEEP_REASONS)[number] | 'chosen';
export type Kept = { side: Side; why: KeepReason };

type Judged = Pick<ReportView, 'report' | 'outbox' | 'here'>;

/**
 * Which of two reports of one incident stays on file if the other is rejected as its duplicate: the approved one, else
 * the open one, else the one whose reporter replied, else the one with photos, else the older one. It does not matter
 * which of them was opened first. A report that only the server has can't be rejected here, so it is kept.
 */
export function keptOf(left: Judged, right: Judged, role: Role): Kept {
  for (const why of KEEP_REASONS) {
    const [a, b] = [speaksFor(left, why, role), speaksFor(right, why, role)];
    if (a !== b) return { side: right.here && a > b ? 'left' : 'right', why };
  }
  return { side: 'right', why: 'older' };
}

/** How much one reason speaks for keeping a report. */
function speaksFor({ report, outbox }: Judged, why: (typeof KEEP_REASONS)[number], role: Role): number {
  switch (why) {
    case 'approved':
      return Number(stateAhead({ report, outbox }, role) === 'approved');
    case 'open':
      return Number(isOpen(stateAhead({ report, outbox }, role)));
    case 'answered':
      return Number(report.history.some(({ kind }) => kind === 'answered'));
    case 'photos':
      return Number(report.attachments.length > 0);
    case 'older':
      return -Date.parse(report.receivedAt);
  }
}

/** The choice after the officer swapped the reports. */
export const swapped = (kept: Kept): Kept => ({ side: kept.side === 'left' ? 'right' : 'left', why: 'chosen' });
