import type { Db } from './write.ts';

/** Closed reports that are due for removal from the cache. */
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
    /** Up to `limit` reports closed before this time, oldest first, except those with an unsent decision or a draft. */
    due: (before: string, limit: number): number[] => due.all(before, limit),
    /** The number of reports in the cache. */
    reports: (): number => count.get() ?? 0,
  };
}
