import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

/** After these events, the agency owes a new answer, and the promised response time starts over. */
export const RESTARTS: readonly HistoryEntry['kind'][] = ['answered', 'returned', 'appealed', 'appeal_decided'];

/** When a report started waiting on the agency. The queue, the report and the person's page all use this. */
export function waitingSince({ history, receivedAt }: Pick<Report, 'history' | 'receivedAt'>): string {
  return history.findLast(({ kind }) => RESTARTS.includes(kind))?.at ?? receivedAt;
}
