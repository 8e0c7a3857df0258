import type { Role } from '#shared/domain/officer.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { nextState } from '#shared/domain/workflow.ts';
import type { ReportView } from '#shared/ipc.ts';

/**
 * The state a report will have once what is on its way has reached the server. A decision in conflict or refused does
 * not count: deciding anew takes its place.
 */
export function stateAhead({ report, outbox }: ReportView, role: Role): ReportState {
  return outbox
    .filter((row) => row.state === 'held' || row.state === 'waiting')
    .reduce((state, row) => nextState(state, row.act.kind, role) ?? state, report.state);
}
