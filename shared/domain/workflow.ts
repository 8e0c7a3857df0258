import type { ActKind } from './act.ts';
import type { Role } from './officer.ts';
import type { ReportState } from './report.ts';

/** States in which a report is waiting for something: officers see these in the open queue. */
export const OPEN_STATES = [
  'submitted',
  'resubmitted',
  'returned',
  'escalated',
  'awaiting_citizen',
  'appealed',
] as const;

const DECIDABLE: readonly ReportState[] = ['submitted', 'resubmitted', 'returned'];
const FOLLOWABLE: readonly ReportState[] = ['submitted', 'resubmitted', 'returned'];

const MAY_REVIEW: readonly Role[] = ['officer', 'supervisor'];

/** The state after an act, or null where the act is not allowed in this state for this role (process.md section 2). */
export function nextState(state: ReportState, act: ActKind, role: Role): ReportState | null {
  if (!MAY_REVIEW.includes(role)) return null;
  const decidable = DECIDABLE.includes(state) || (state === 'escalated' && role === 'supervisor');
  switch (act) {
    case 'approve':
      return decidable ? 'approved' : null;
    case 'reject':
      return decidable ? 'rejected' : null;
    case 'follow_up':
      return FOLLOWABLE.includes(state) ? 'awaiting_citizen' : null;
    case 'log_call':
      return isOpen(state) ? state : null;
  }
}

export function isOpen(state: ReportState): boolean {
  return (OPEN_STATES as readonly ReportState[]).includes(state);
}

/** The acts a person with this role may choose from; screens offer these and nothing else. */
export function allowedActs(state: ReportState, role: Role): ActKind[] {
  return (['approve', 'reject', 'follow_up', 'log_call'] as const).filter(
    (act) => nextState(state, act, role) !== null,
  );
}

/** An approval must say which offense; everything else about a decision's form lies in its schema. */
export function leavesQueue(act: ActKind): boolean {
  return act !== 'log_call';
}
