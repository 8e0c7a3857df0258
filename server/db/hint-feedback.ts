import type { Kysely } from 'kysely';
import type { DismissedHintQuery, DismissedHintRow, WrongHintRow } from '#shared/domain/hint-feedback.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

/** Counts how often officers marked each rule's hints as wrong, most frequent first. */
export async function countWrongHints(db: Kysely<Database>): Promise<WrongHintRow[]> {
  const rows = await db
    .selectFrom('hint_feedback')
    .where('wrong', '=', true)
    .groupBy('code')
    .select(({ fn }) => [
      'code',
      fn.count<number>('report_id').distinct().as('reports'),
      fn.count<number>('officer_id').distinct().as('officers'),
      fn.max('said_at').as('newest'),
    ])
    .orderBy('reports', 'desc')
    .orderBy('code')
    .execute();
  return rows.map(({ code, reports, officers, newest }) => ({
    code,
    reports,
    officers,
    newestAt: newest.toISOString(),
  }));
}

/** The newest dismissals, except those of reports that `viewer` will review blind. */
export async function findDismissedHints(
  db: Kysely<Database>,
  { code, reportId, limit }: DismissedHintQuery,
  viewer: string | null,
): Promise<{ rows: DismissedHintRow[]; more: boolean }> {
  let query = db
    .selectFrom('hint_feedback')
    .innerJoin('officer', 'officer.id', 'hint_feedback.officer_id')
    .innerJoin('report', 'report.id', 'hint_feedback.report_id')
    .where('wrong', '=', true)
    .where(visibleTo(viewer, 'hint_feedback.report_id'))
    .select(['code', 'report_id', 'tracking_number', 'officer_id', 'display_name', 'said_at'])
    .orderBy('said_at', 'desc')
    .orderBy('report_id')
    .limit(limit + 1);
  if (code !== undefined) query = query.where('code', '=', code);
  if (reportId !== undefined) query = query.where('report_id', '=', reportId);
  const rows = await query.execute();
  return {
    rows: rows.slice(0, limit).map((row) => ({
      code: row.code,
      reportId: row.report_id,
      trackingNumber: row.tracking_number,
      officer: { id: row.officer_id, displayName: row.display_name },
      at: row.said_at.toISOString(),
    })),
    more: rows.length > limit,
  };
}
