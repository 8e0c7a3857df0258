import type { ErrorDetail } from '../error-detail.ts';
import { ACT_KINDS, type ActKind } from './act.ts';
import { type Officer, REVIEWERS, type Role } from './officer.ts';
import type { Report, ReportState } from './report.ts';

/** States in which a report still waits on someone; officers see such reports in the open queue. */
export const OPEN_STATES = [
  'submitted',
  'resubmitted',
  'returned',
  'escalated',
  'awaiting_citizen',
  'appealed',
] as const;
/** States in which a received report needs no further action. */
export const CLOSED_STATES = ['approved', 'rejected', 'withdrawn', 'closed_no_answer'] as const;

const DECIDABLE: readonly ReportState[] = ['submitted', 'resubmitted', 'returned'];
const FOLLOWABLE: readonly ReportState[] = ['submitted', 'resubmitted', 'returned'];
const ESCALATABLE: readonly ReportState[] = ['submitted', 'resubmitted', 'returned', 'awaiting_citizen'];
/** States in which officers can't see a report yet. */
export const UNSEEN: readonly ReportState[] = ['draft', 'unconfirmed'];

/** The state after an act, or null when this role can't perform it in this state (docs/process.md, section 2). */
export function nextState(state: ReportState, act: ActKind, role: Role): ReportState | null {
  if (!REVIEWERS.some((one) => one === role)) return null;
  const decidable = DECIDABLE.includes(state) || (state === 'escalated' && role === 'supervisor');
  switch (act) {
    case 'approve':
      return decidable ? 'approved' : null;
    case 'reject':
      return decidable ? 'rejected' : null;
    case 'follow_up':
      return FOLLOWABLE.includes(state) ? 'awaiting_citizen' : null;
    case 'log_call':
    case 'assign':
      return isOpen(state) ? state : null;
    case 'correct':
      // An approved report can be corrected without reopening it; the records system gets the correction, too.
      return isOpen(state) || state === 'approved' ? state : null;
    case 'message':
      return UNSEEN.includes(state) || state === 'withdrawn' ? null : state;
    case 'note':
      return UNSEEN.includes(state) ? null : state;
    case 'escalate':
      return ESCALATABLE.includes(state) ? 'escalated' : null;
    case 'return':
      return state === 'approved' || state === 'rejected' ? 'returned' : null;
    case 'uphold_appeal':
      return state === 'appealed' && role === 'supervisor' ? 'rejected' : null;
    case 'grant_appeal':
      return state === 'appealed' && role === 'supervisor' ? 'returned' : null;
  }
}

/**
 * Why this officer may not perform an act that the state and role would allow; null if the officer may. A decision may
 * be reopened only by a supervisor or by the officer who made it. Nobody may decide an appeal against their own
 * decision, unless nobody else can.
 * @param isAlone whether no other supervisor can sign in.
 */
export function personalObstacle(
  { decidedBy }: Pick<Report, 'decidedBy'>,
  act: ActKind,
  officer: Pick<Officer, 'id' | 'role'>,
  isAlone = false,
): ErrorDetail | null {
  if (act === 'return' && officer.role !== 'supervisor' && decidedBy !== officer.id) {
    return { code: 'others_decision', params: {} };
  }
  if (isAppealAct(act) && decidedBy === officer.id && !isAlone) {
    return { code: 'own_decision', params: {} };
  }
  return null;
}

export const isAppealAct = (act: ActKind): boolean => act === 'uphold_appeal' || act === 'grant_appeal';

export function isOpen(state: ReportState): boolean {
  return (OPEN_STATES as readonly ReportState[]).includes(state);
}

/** Whether a report in this state stays on file, so that other reports may be rejected as its duplicates. */
export const staysOnFile = (state: ReportState): boolean => isOpen(state) || state === 'approved';

/** Whether the agency has to act on a report. */
export const isOwed = ({ state }: Pick<Report, 'state'>): boolean => isOpen(state) && state !== 'awaiting_citizen';

/** Whether the person may add to a report unprompted. If a follow-up is open, the person answers that instead. */
export const takesMore = (state: ReportState): boolean => isOwed({ state });

/** Kinds of reports about things that can be found again. */
const ABOUT_THINGS: readonly Report['kind'][] = ['larceny', 'lost_property'];

/**
 * Whether the reporter can say that they found what was lost or stolen. They can do so while the report is open or
 * approved, and once per item, because items may turn up separately.
 */
export function mayBeFound({
  kind,
  state,
  history,
  facts,
}: Pick<Report, 'kind' | 'state' | 'history' | 'facts'>): boolean {
  const matters = isOpen(state) || state === 'approved';
  const times = history.filter(({ event }) => event.code === 'found').length;
  return matters && ABOUT_THINGS.includes(kind) && times < Math.max(1, facts.items.length);
}

/** The acts that a role can perform in a state; screens offer only these. */
export function allowedActs(state: ReportState, role: Role): ActKind[] {
  return ACT_KINDS.filter((act) => nextState(state, act, role) !== null);
}

/** Acts that decide a report and send a letter with the decision. */
const DECIDING: readonly ActKind[] = ['approve', 'reject', 'uphold_appeal'];

/** The states in which a report waits for a decision that this role may make. */
export const decidableStates = (role: Role): ReportState[] =>
  OPEN_STATES.filter((state) => DECIDING.some((act) => nextState(state, act, role) !== null));

/** After these acts, the report no longer waits on the agency and leaves the queue. */
const LEAVING: readonly ActKind[] = ['approve', 'reject', 'follow_up', 'uphold_appeal'];

export function leavesQueue(act: ActKind): boolean {
  return LEAVING.includes(act);
}
