import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

/** After these, the agency owes a new answer, and its promise is counted from there. */
const RESTARTS: readonly HistoryEntry['kind'][] = ['answered', 'returned', 'appealed', 'appeal_decided'];

/** When a report started waiting for the agency: one clock for the queue, the report and the person's page. */
export function waitingSince({ history, receivedAt }: Pick<Report, 'history' | 'receivedAt'>): string {
  return history.findLast(({ kind }) => RESTARTS.includes(kind))?.at ?? receivedAt;
}
