import type { Report, ReportState } from '#shared/domain/report.ts';
import type { Stores } from '../db/stores.ts';

export type ExpectedState = { state: ReportState; duplicateOf: string | null };

/**
 * Returns the state that a report will have once unsent decisions reach the server, and its primary if it is a
 * duplicate.
 */
export function expectedStateOf(
  { outbox }: Pick<Stores, 'outbox'>,
  { id, state, duplicateOf = null }: Pick<Report, 'id' | 'state' | 'duplicateOf'>,
): ExpectedState {
  return outbox
    .ofReport(id)
    .filter((row) => row.state === 'held' || row.state === 'waiting')
    .reduce<ExpectedState>(
      (reached, { act }) => {
        switch (act.kind) {
          case 'approve':
            return { state: 'approved', duplicateOf: reached.duplicateOf };
          case 'reject':
            return { state: 'rejected', duplicateOf: act.duplicateOf };
          case 'return':
          case 'grant_appeal':
            return { state: 'returned', duplicateOf: null };
          case 'follow_up':
          case 'log_call':
          case 'message':
          case 'escalate':
          case 'assign':
          case 'note':
          case 'correct':
          case 'uphold_appeal':
            return reached;
        }
      },
      { state, duplicateOf },
    );
}
