import type { Db } from './write.ts';

/** Closed reports whose time in the cache is over. */
export function createClosedReports(db: Db) {
  const due = db
    .prepare<[string, number], number>(
      `SELECT seq FROM queue WHERE closed_at < ?
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.report_id = queue.id)
         AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.report_id = queue.id)
       ORDER BY closed_at LIMIT ?`,
    )
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM report').pluck();
  return {
    /** So many that were closed before this time, the oldest first; none with a decision or a form under way. */
    due: (before: string, limit: number): number[] => due.all(before, limit),
    /** All reports in the cache. */
    reports: (): number => count.get() ?? 0,
  };
}
