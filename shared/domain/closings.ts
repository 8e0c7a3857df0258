import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

/** Each of these closes a report; a decision that an appeal leaves in force does not close it a second time. */
const CLOSINGS: readonly HistoryEntry['kind'][] = ['approved', 'rejected', 'withdrawn', 'closed'];

/** When a report was closed, oldest first, even if it was reopened since. The server's figures count the same events. */
export const closingsOf = ({ history }: Pick<Report, 'history'>): string[] =>
  history.flatMap(({ kind, at }) => (CLOSINGS.includes(kind) ? [at] : []));
