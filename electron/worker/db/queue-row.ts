import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { REPORT_STATES, type Report, type ReportKind, type ReportState } from '#shared/domain/report.ts';

const KIND_NAMES: Record<ReportKind, string> = {
  vandalism: 'Vandalism or property damage',
  larceny: 'Larceny or stolen property',
  lost_property: 'Lost property',
  fraud: 'Identity theft or fraud',
};

/** States sort in the order in which a report passes through them, not by their names. */
export function stateRank(state: ReportState): number {
  return REPORT_STATES.indexOf(state);
}

/** The title of the policy where the code is known, else the kind's plain name. */
export function offenseTitle(kind: ReportKind, code: string | null, policy: Policy | null): string {
  return policy?.offenses.find((one) => one.code === code)?.title ?? KIND_NAMES[kind];
}

/** Acts by which an officer takes a report on: whoever notes something, or takes a colleague's decision back, does not. */
const TAKES_ON: readonly HistoryEntry['kind'][] = ['approved', 'rejected', 'follow_up', 'contact', 'escalated'];

/** To whom a report belongs among colleagues: to whom it was handed, else to who decided, asked or called last. */
export function ownerOf({ assignedTo, history }: Report): string | null {
  if (assignedTo !== null) return `id:${assignedTo.id}`;
  const last = history.findLast(({ by, kind }) => by !== null && (kind === 'assigned' || TAKES_ON.includes(kind)));
  // Handed to nobody, it is anybody's.
  if (last === undefined || last.kind === 'assigned') return null;
  return last.officerId === undefined ? `name:${last.by}` : `id:${last.officerId}`;
}
