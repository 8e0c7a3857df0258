import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

/** After these the agency owes an answer anew, and its promise counts from there. */
const RESTARTS: readonly HistoryEntry['kind'][] = ['answered', 'returned', 'appealed', 'appeal_decided'];

/** Since when a report waits for the agency: one clock for the queue, the report and the person's page. */
export function waitingSince({ history, receivedAt }: Pick<Report, 'history' | 'receivedAt'>): string {
  return history.findLast(({ kind }) => RESTARTS.includes(kind))?.at ?? receivedAt;
}
