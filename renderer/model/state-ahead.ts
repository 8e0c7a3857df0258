import type { ActKind } from '#shared/domain/act.ts';
import type { Officer, Role } from '#shared/domain/officer.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { allowedActs, nextState, personalObstacle } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';

/**
 * The state a report will have once pending acts have reached the server. Decisions in conflict or refused do not count,
 * because the officer must decide again.
 */
export function stateAhead({ report, outbox }: Pick<ReportView, 'report' | 'outbox'>, role: Role): ReportState {
  return outbox
    .filter((row) => row.state === 'held' || row.state === 'waiting')
    .reduce((state, row) => nextState(state, row.act.kind, role) ?? state, report.state);
}

/**
 * Returns the acts this officer can take on the report after the pending ones. Reopening is left out while a pending act
 * changes the state, because the unsent act can be undone instead. Empty if only the server has the report.
 */
export function actsNow(view: ReportView, officer: Pick<Officer, 'id' | 'role'>): ActKind[] {
  if (!view.here) return [];
  const ahead = stateAhead(view, officer.role);
  return allowedActs(ahead, officer.role).filter(
    (act) =>
      personalObstacle(view.report, act, officer, view.mayJudgeOwn) === null &&
      !(act === 'return' && ahead !== view.report.state),
  );
}
