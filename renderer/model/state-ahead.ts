import type { ActKind } from '#shared/domain/act.ts';
import type { Officer, Role } from '#shared/domain/officer.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { allowedActs, nextState, personalObstacle } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';

/**
 * The state a report will have once what is on its way has reached the server. A decision in conflict or refused does
 * not count: deciding anew takes its place.
 */
export function stateAhead({ report, outbox }: ReportView, role: Role): ReportState {
  return outbox
    .filter((row) => row.state === 'held' || row.state === 'waiting')
    .reduce((state, row) => nextState(state, row.act.kind, role) ?? state, report.state);
}

/** What this person may do to the report now, beside what is on its way; undo takes back what has not left yet.
 * Nothing where only the server still has it. */
export function actsNow(view: ReportView, officer: Pick<Officer, 'id' | 'role'>): ActKind[] {
  if (!view.here) return [];
  const ahead = stateAhead(view, officer.role);
  return allowedActs(ahead, officer.role).filter(
    (act) => personalObstacle(view.report, act, officer) === null && !(act === 'return' && ahead !== view.report.state),
  );
}
